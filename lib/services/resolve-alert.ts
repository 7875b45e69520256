import { endAlert, type AlertRow } from "@/db/queries/alerts";
import { inAlertTransaction, noteByPerson, requireAlert, type AlertAction } from "./alert-action";
import type { Core } from "./core";
import { refuseShared } from "./refuse-shared";
import { writeDeedCalls } from "./write-calls";

/** Closed by a person: no mail, and the same thing does not open again until it is new or worse. Repeating changes nothing. */
export async function resolveAlert(core: Core, action: AlertAction, now: Date): Promise<AlertRow> {
  return inAlertTransaction(core, async (db) => {
    const { reach, userId } = action;
    const alert = await requireAlert(db, action);
    if (alert.targetKind === "account") await refuseShared(db, reach, alert.targetId);
    const end = { at: now, because: "by_hand" as const, by: userId };
    const ended = await endAlert(db, reach.workspaceId, alert.id, end);
    if (!ended) return requireAlert(db, action);
    await noteByPerson(db, { alert: ended, kind: "resolved", by: action, text: null }, now);
    const telling = { core, db, workspaceId: reach.workspaceId, now };
    await writeDeedCalls(telling, ended, "alert.resolved", `${action.actor.name} closed it.`);
    return ended;
  });
}
