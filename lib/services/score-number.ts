import { finishDue, type Claim } from "@/db/queries/due";
import { writeNumberScore } from "@/db/queries/scores";
import { findZone, type PreviousScore } from "@/db/queries/windows";
import { scoreNumber, type Score } from "@/lib/domain/score/score";
import { nextSparkline } from "@/lib/domain/sparkline";
import { hourStart } from "@/lib/domain/time";
import type { Core } from "./core";
import { decideAlerts, earlier } from "./decide-alerts";
import { loadWindow } from "./load-window";

/** Loads, judges, writes, decides: in that order, and all that is written in one transaction. */
export async function scoreClaimedNumber(core: Core, claim: Claim, now: Date): Promise<void> {
  const { workspaceId, targetId: numberId } = claim;
  const zone = await findZone(core.sql, workspaceId);
  const loaded = zone && (await loadWindow(core.sql, { workspaceId, numberId, zone, now }));
  if (!loaded || !loaded.scored) return finishDue(core.db, claim, undefined);

  const score = scoreNumber(loaded.window);
  const { previous } = loaded;
  const points = previous && { points: previous.sparkline, at: previous.scoredAt };
  const row = {
    workspaceId,
    nodeId: numberId,
    score,
    sparkline: nextSparkline(points ?? undefined, score.score, now.getTime()),
    lastEventAt: claim.lastEventAt,
    now,
    previousAt: previous?.scoredAt,
  };
  await core.db.transaction(async (tx) => {
    const written = await writeNumberScore(tx, row, hourToWrite(previous, score, zone, now));
    // Somebody else's evaluation came between: which of the two saw more is found by looking again.
    if (!written) return finishDue(tx, claim, now);
    const target = { kind: "number" as const, id: numberId };
    const { wakeAt } = await decideAlerts(core, tx, { workspaceId, target, score }, now);
    await finishDue(tx, claim, earlier(new Date(score.nextChangeAt), wakeAt));
  });
}

const hourEveryMs = 10_000;

/** A busy number is judged every second: its hour is written when something changed, else every ten seconds. */
function hourToWrite(
  previous: PreviousScore | null,
  score: Score,
  zone: string,
  now: Date,
): Date | undefined {
  const at = now.getTime();
  const same = previous?.score === score.score && previous.behaviour === score.behaviour;
  const slot = Math.floor(at / hourEveryMs);
  if (previous && same && Math.floor(previous.scoredAt / hourEveryMs) === slot) return undefined;
  return new Date(hourStart(at, zone));
}
