import { inAlertTransaction, noteByPerson, requireAlert, type AlertAction } from "./alert-action";
import type { Core } from "./core";

/** "This was expected": one line that becomes a note in the timeline. It mutes nothing; saying it twice is two notes. */
export async function expectAlert(
  core: Core,
  action: AlertAction,
  text: string,
  now: Date,
): Promise<void> {
  await inAlertTransaction(core, async (db) => {
    const alert = await requireAlert(db, action);
    await noteByPerson(db, { alert, kind: "expected", by: action, text }, now);
  });
}
