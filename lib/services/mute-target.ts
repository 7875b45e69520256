import { findMuteEnd, insertMute } from "@/db/queries/mutes";
import { days } from "@/lib/domain/time";
import { inAlertTransaction, noteByPerson, requireAlert, type AlertAction } from "./alert-action";
import type { Core } from "./core";
import { newId } from "./new-id";
import { refuseShared } from "./refuse-shared";

/** Silences mails about the target of an alert. It always ends; repeating never makes it shorter. */
export async function muteTarget(
  core: Core,
  action: AlertAction,
  length: { days: 1 | 7 },
  now: Date,
): Promise<{ until: Date }> {
  return inAlertTransaction(core, async (db) => {
    const { userId } = action;
    const { workspaceId } = action.reach;
    const alert = await requireAlert(db, action);
    if (alert.targetKind === "account") await refuseShared(db, action.reach, alert.targetId);
    const target = { kind: alert.targetKind, id: alert.targetId };
    const until = new Date(now.getTime() + days(length.days));
    const known = await findMuteEnd(db, workspaceId, target, now);
    if (known && known >= until) return { until: known };
    await insertMute(db, {
      workspaceId,
      id: newId(now),
      targetKind: target.kind,
      targetId: target.id,
      until,
      createdBy: userId,
      createdAt: now,
    });
    const text = `for ${length.days === 1 ? "1 day" : "7 days"}`;
    await noteByPerson(db, { alert, kind: "muted", by: action, text }, now);
    return { until };
  });
}
