import { listAccountFacts } from "@/db/queries/account-facts";
import { finishDue, type Claim } from "@/db/queries/due";
import { findAccountScoreAt, writeAccountScore } from "@/db/queries/scores";
import { listBusinessProofs } from "@/db/queries/window-details";
import { findZone } from "@/db/queries/windows";
import { scoreAccount } from "@/lib/domain/score/score";
import { noProof, windowSpan } from "@/lib/domain/score/window";
import { nextSparkline } from "@/lib/domain/sparkline";
import type { Core } from "./core";
import { decideAlerts, earlier } from "./decide-alerts";
import { latestProof } from "./load-window";
import { toFact } from "./window-rows";

/** An account has a row of its own as soon as WhatsApp has said something about it. */
export async function scoreClaimedAccount(core: Core, claim: Claim, now: Date): Promise<void> {
  const { workspaceId, targetId: accountId } = claim;
  const zone = await findZone(core.sql, workspaceId);
  const at = now.getTime();
  const from = new Date(zone === undefined ? at : windowSpan(at, zone).factsFrom);
  const facts = await listAccountFacts(core.sql, workspaceId, accountId, from, now);
  if (zone === undefined || facts.length === 0) return finishDue(core.db, claim, undefined);

  // Its own facts, not inherited ones.
  const own = facts.map((fact) => ({ ...toFact(fact), inherited: false }));
  const lastBusiness = own.some(({ kind }) => kind === "restricted")
    ? await findProof(core, workspaceId, accountId, from, now)
    : noProof;
  const score = scoreAccount(own, at, zone, { lastBusiness });
  const previous = await findAccountScoreAt(core.db, workspaceId, accountId);
  const row = {
    workspaceId,
    nodeId: accountId,
    score,
    sparkline: nextSparkline(
      previous && { points: previous.sparkline, at: previous.scoredAt.getTime() },
      score.score,
      at,
    ),
    lastEventAt: claim.lastEventAt,
    now,
    previousAt: previous?.scoredAt.getTime(),
  };
  await core.db.transaction(async (tx) => {
    if (!(await writeAccountScore(tx, row))) return finishDue(tx, claim, now);
    const target = { kind: "account" as const, id: accountId };
    const { wakeAt } = await decideAlerts(core, tx, { workspaceId, target, score }, now);
    await finishDue(tx, claim, earlier(new Date(score.nextChangeAt), wakeAt));
  });
}

/** A restriction without an end ends when one of the account's numbers has reached people again. */
async function findProof(core: Core, workspaceId: string, accountId: string, from: Date, to: Date) {
  const node = { numberId: null, accountId };
  return latestProof(await listBusinessProofs(core.sql, workspaceId, node, from, to));
}
