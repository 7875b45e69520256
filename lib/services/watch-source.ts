import { finishDue, type Claim } from "@/db/queries/due";
import { minutes } from "@/lib/domain/time";
import type { Core } from "./core";
import { decideAlerts } from "./decide-alerts";

/** While something is wrong with a source it is looked at so often: signatures are counted over ten minutes. */
const lookAgain = minutes(5);

/** Whether a source can still be seen through. Marked by the door when it refuses a signature, and by the poller. */
export async function watchSource(core: Core, claim: Claim, now: Date): Promise<void> {
  const { workspaceId, targetId } = claim;
  const subject = {
    workspaceId,
    target: { kind: "source" as const, id: targetId },
    score: undefined,
  };
  await core.db.transaction(async (db) => {
    const { open, wakeAt } = await decideAlerts(core, db, subject, now);
    const next = open ? new Date(now.getTime() + lookAgain) : wakeAt;
    await finishDue(db, claim, next);
  });
}
