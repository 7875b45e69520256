import { acknowledgeOpenAlert, type AlertRow } from "@/db/queries/alerts";
import { inAlertTransaction, noteByPerson, requireAlert, type AlertAction } from "./alert-action";
import type { Core } from "./core";
import { writeDeedCalls } from "./write-calls";

/** "I'm on it". Repeating is harmless: the first person who said so stays. */
export async function acknowledgeAlert(
  core: Core,
  action: AlertAction,
  now: Date,
): Promise<AlertRow> {
  return inAlertTransaction(core, async (db) => {
    const { reach, userId } = action;
    const alert = await requireAlert(db, action);
    const taken = await acknowledgeOpenAlert(db, reach.workspaceId, alert.id, userId, now);
    if (!taken) return requireAlert(db, action);
    await noteByPerson(db, { alert: taken, kind: "acknowledged", by: action, text: null }, now);
    const telling = { core, db, workspaceId: reach.workspaceId, now };
    await writeDeedCalls(telling, taken, "alert.acknowledged", `${action.actor.name} is on it.`);
    return taken;
  });
}
