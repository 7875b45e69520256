import { finishDue, type Claim } from "@/db/queries/due";
import { hasPlace, takeHeld } from "@/db/queries/mail-limit";
import { listReceivers, type Receiver } from "@/db/queries/receivers";
import { findWorkspaceName } from "@/db/queries/stories";
import { minutes } from "@/lib/domain/time";
import { restMail } from "@/lib/email/templates/summary";
import type { Core } from "./core";
import { tellGathered } from "./tell-gathered";
import { writeMails } from "./write-mails";

/** No person gets more mails about alerts within an hour; the last place is kept for the summary of the rest. */
export const mostMailsAnHour = 10;
/** How long the rest is collected, and how often a summary asks for its place. */
export const restAfterMs = minutes(5);

/** A workspace's own `tell`: alerts that waited for each other. A person's: mails beyond the limit of an hour. */
export async function tellWaiting(core: Core, claim: Claim, now: Date): Promise<void> {
  return claim.targetId === claim.workspaceId
    ? tellGathered(core, claim, now)
    : tellRest(core, claim, now);
}

async function tellRest(core: Core, claim: Claim, now: Date): Promise<void> {
  const { workspaceId, targetId: userId } = claim;
  await core.db.transaction(async (db) => {
    if (!(await hasPlace(db, workspaceId, userId, mostMailsAnHour, now))) {
      return finishDue(db, claim, new Date(now.getTime() + restAfterMs));
    }
    const held = await takeHeld(db, workspaceId, userId);
    const workspace = await findWorkspaceName(db, workspaceId);
    const people = (await listReceivers(db, workspaceId)).filter((one) => one.userId === userId);
    if (held.length > 0 && workspace) {
      const { appUrl } = core.env;
      const write = async ({ zone }: Receiver) =>
        restMail({ workspace: workspace.name, zone, now: now.getTime(), appUrl, mails: held });
      const occurrence = held[0]?.id ?? "";
      const posting = { alertId: undefined, kind: "rest", occurrence, inThread: false, write };
      await writeMails({ core, db, workspaceId, now }, posting, people);
    }
    await finishDue(db, claim, undefined);
  });
}
