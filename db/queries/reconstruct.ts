import { and, eq, gte, lt, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { due, scoreHours, scoreNow } from "@/db/schema";
import type { Instant } from "@/lib/domain/event";
import type { Score } from "@/lib/domain/score/score";
import type { Claim } from "./due";

/** Hours of which it stands what we said then: these are never computed again. */
export async function listLiveHours(
  db: Db,
  workspaceId: string,
  numberId: string,
  from: Date,
  to: Date,
): Promise<Set<Instant>> {
  const rows = await db
    .select({ hour: scoreHours.hour })
    .from(scoreHours)
    .where(
      and(
        eq(scoreHours.workspaceId, workspaceId),
        eq(scoreHours.numberId, numberId),
        eq(scoreHours.origin, "live"),
        gte(scoreHours.hour, from),
        lt(scoreHours.hour, to),
      ),
    );
  return new Set(rows.map(({ hour }) => hour.getTime()));
}

export interface ReconstructedHour {
  hour: Date;
  score: Score;
}

export async function writeReconstructed(
  db: Db,
  workspaceId: string,
  numberId: string,
  hours: readonly ReconstructedHour[],
): Promise<void> {
  if (hours.length === 0) return;
  const rows = hours.map(({ hour, score }) => ({
    workspaceId,
    numberId,
    hour,
    origin: "reconstructed" as const,
    last: score.score,
    min: score.score,
    max: score.score,
    behaviour: score.behaviour,
    band: score.band,
    coverage: score.coverage,
    model: score.model,
    lines: score.lines,
  }));
  await db
    .insert(scoreHours)
    .values(rows)
    .onConflictDoUpdate({
      target: [scoreHours.workspaceId, scoreHours.numberId, scoreHours.hour, scoreHours.origin],
      set: {
        last: sql`excluded.last`,
        min: sql`excluded.min`,
        max: sql`excluded.max`,
        behaviour: sql`excluded.behaviour`,
        band: sql`excluded.band`,
        coverage: sql`excluded.coverage`,
        model: sql`excluded.model`,
        lines: sql`excluded.lines`,
      },
    });
}

/** What is done is remembered; the rest is due at once. An import that reached further back meanwhile begins anew. */
export async function advanceReconstruct(
  db: Db,
  claim: Claim,
  from: Date,
  now: Date,
): Promise<void> {
  await db
    .update(due)
    .set({ dueAt: now, lastEventAt: from, attempts: 0, lastError: null })
    .where(
      and(
        eq(due.workspaceId, claim.workspaceId),
        eq(due.kind, claim.kind),
        eq(due.targetId, claim.targetId),
        eq(due.dueAt, claim.lease),
      ),
    );
}

/** Scores of the last hours, ascending: what the list's small line is drawn from. */
export async function listLastScores(
  db: Db,
  workspaceId: string,
  numberId: string,
  from: Date,
): Promise<{ hour: Date; last: number | null }[]> {
  return db
    .selectDistinctOn([scoreHours.hour], { hour: scoreHours.hour, last: scoreHours.last })
    .from(scoreHours)
    .where(
      and(
        eq(scoreHours.workspaceId, workspaceId),
        eq(scoreHours.numberId, numberId),
        gte(scoreHours.hour, from),
      ),
    )
    .orderBy(scoreHours.hour, scoreHours.origin);
}

/** Nothing happens when a live score has been written since `scoredAt`: it will draw its own. */
export async function writeSparkline(
  db: Db,
  workspaceId: string,
  numberId: string,
  points: (number | null)[],
): Promise<void> {
  await db
    .update(scoreNow)
    .set({ sparkline: points })
    .where(
      and(
        eq(scoreNow.workspaceId, workspaceId),
        eq(scoreNow.nodeKind, "number"),
        eq(scoreNow.nodeId, numberId),
      ),
    );
}
