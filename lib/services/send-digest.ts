import type { Db } from "@/db/client";
import { hasAnythingToTell } from "@/db/queries/digest";
import { listUnplannedDigests, planDigestOf } from "@/db/queries/digest-plan";
import { finishDue, type Claim } from "@/db/queries/due";
import { listReceivers, type Receiver } from "@/db/queries/receivers";
import { findWorkspaceName } from "@/db/queries/stories";
import { duePeriod, nextDigestAt, type DigestPeriod } from "@/lib/domain/digest/period";
import { digestMail } from "@/lib/email/templates/digest";
import type { Core } from "./core";
import { loadDigest } from "./load-digest";
import { writeMails } from "./write-mails";

/**
 * Writes one person's digest of one workspace and plans the next, in one transaction: dying anywhere leaves the due row,
 * and the period in the mail's key keeps the same digest from being written twice. A digest that would be a day late is
 * skipped.
 */
export async function sendDigest(core: Core, claim: Claim, now: Date): Promise<void> {
  const { workspaceId, targetId: userId } = claim;
  await core.db.transaction(async (db) => {
    const people = await listReceivers(db, workspaceId);
    const person = people.find((one) => one.userId === userId);
    if (!person || person.digest === "never") return finishDue(db, claim, undefined);
    const { digest, zone } = person;
    const period = duePeriod(digest, zone, now.getTime());
    if (period && (await hasAnythingToTell(db, workspaceId))) {
      await writeDigest({ core, db, workspaceId, now }, person, period);
    }
    await finishDue(db, claim, new Date(nextDigestAt(digest, zone, now.getTime())));
  });
}

async function writeDigest(
  telling: { core: Core; db: Db; workspaceId: string; now: Date },
  person: Receiver,
  period: DigestPeriod,
): Promise<void> {
  const { core, db, workspaceId, now } = telling;
  const workspace = await findWorkspaceName(db, workspaceId);
  const { mailReach: reach, zone } = person;
  if (!workspace) return;
  const ask = { workspace: workspace.name, reach, zone, period };
  const digest = await loadDigest(core, db, ask, now);
  // Nothing is within this person's reach; others of the workspace have something to read.
  if (digest.rows.length === 0 && reach.clients !== null) return;
  const write = async () => digestMail(digest);
  const occurrence = period.sentOn;
  const posting = { alertId: undefined, kind: "digest", occurrence, inThread: false, write };
  await writeMails(telling, { ...posting, waits: "quiet" }, [person]);
}

/** Sees to it that everybody who wants a digest has one planned. Repeating is harmless. */
export async function planDigests({ db }: Pick<Core, "db">, now: Date): Promise<void> {
  for (const { workspaceId, userId, digest, zone } of await listUnplannedDigests(db)) {
    const at = nextDigestAt(digest, zone, now.getTime());
    await planDigestOf(db, workspaceId, userId, new Date(at));
  }
}
