import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { due } from "@/db/schema";

export type DueKind = (typeof due.$inferSelect)["kind"];

export interface DueKey {
  workspaceId: string;
  kind: DueKind;
  targetId: string;
}

export interface Due extends DueKey {
  /** As the database writes it: a JavaScript date would lose the microseconds that the compare-and-set needs. */
  dueAt: string;
}

/** Taken work. Whoever holds the lease finishes it; when it ends unfinished the work returns to others. */
export interface Claim extends DueKey {
  lease: Date;
  lastEventAt: Date | null;
  markedAt: Date | null;
}

/**
 * The one read across workspaces: earliest first, those not yet due included, so that the caller knows how long to wait.
 * A demo that is being laid out is left alone: its history is judged at its own moments, not now.
 */
export async function listDue(db: Db, kinds: readonly DueKind[], limit: number): Promise<Due[]> {
  return await db
    .select({
      workspaceId: due.workspaceId,
      kind: due.kind,
      targetId: due.targetId,
      dueAt: sql<string>`${due.dueAt}::text`,
    })
    .from(due)
    .where(
      and(
        inArray(due.kind, [...kinds]),
        sql`(${due.kind} = 'demo' or not exists (select 1 from due h
          where h.workspace_id = ${due.workspaceId} and h.kind = 'demo' and h.target_id = 'history'))`,
      ),
    )
    .orderBy(asc(due.dueAt))
    .limit(limit);
}

/** Undefined when somebody else moved the due time first. */
export async function claimDue(db: Db, candidate: Due, lease: Date): Promise<Claim | undefined> {
  const [row] = await db
    .update(due)
    .set({ dueAt: lease, attempts: sql`${due.attempts} + 1` })
    .where(and(sameDue(candidate), sql`${due.dueAt} = ${candidate.dueAt}::timestamptz`))
    .returning({ lastEventAt: due.lastEventAt, markedAt: due.markedAt });
  if (!row) return undefined;
  const { workspaceId, kind, targetId } = candidate;
  return { workspaceId, kind, targetId, lease, ...row };
}

/** Sets the next due time, or ends the work, unless something marked it due again meanwhile. */
export async function finishDue(db: Db, claim: Claim, next: Date | undefined): Promise<void> {
  const lease = sql`${claim.lease.toISOString()}::timestamptz`;
  const dueAt = sql`case when ${due.dueAt} = ${lease} then ${next?.toISOString() ?? null}::timestamptz else ${due.dueAt} end`;
  await (next
    ? db.update(due).set({ dueAt, attempts: 0, lastError: null }).where(sameDue(claim))
    : db.delete(due).where(and(sameDue(claim), eq(due.dueAt, claim.lease))));
}

/** Keeps the lease: the work comes back when it ends, and other work goes on meanwhile. */
export async function failDue(db: Db, claim: Claim, reason: string): Promise<void> {
  await db.update(due).set({ lastError: reason }).where(sameDue(claim));
}

/** Due at `at` at the latest. */
export async function markDue(db: Db, key: DueKey, at: Date): Promise<void> {
  const { workspaceId, kind, targetId } = key;
  await db
    .insert(due)
    .values({ workspaceId, kind, targetId, dueAt: at })
    .onConflictDoUpdate({
      target: [due.workspaceId, due.kind, due.targetId],
      set: { dueAt: sql`least(${due.dueAt}, excluded.due_at)` },
    });
}

function sameDue(key: DueKey) {
  return and(
    eq(due.workspaceId, key.workspaceId),
    eq(due.kind, key.kind),
    eq(due.targetId, key.targetId),
  );
}
