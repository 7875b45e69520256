import { and, asc, eq, inArray, isNull, lte, ne, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { due, memberships, numbers, workspaces } from "@/db/schema";
import type { Claim, Due, DueKind } from "./due";

/** Two kinds of work a demo has: its ninety days, once; then the scene and calm traffic. */
export const demoHistory = "history";
export const demoTraffic = "traffic";

export interface DemoRow {
  workspaceId: string;
  zone: string;
  createdAt: Date;
  seenAt: Date | null;
  /** Still being laid out. */
  building: boolean;
  /** How far its ninety days have been played. */
  playedUntil: Date | null;
}

/** Undefined for a workspace that is no demo. */
export async function findDemo(db: Db, workspaceId: string): Promise<DemoRow | undefined> {
  const [row] = await db
    .select({
      workspaceId: workspaces.id,
      zone: workspaces.zone,
      createdAt: workspaces.createdAt,
      seenAt: workspaces.demoSeenAt,
      building: sql<boolean>`${due.targetId} is not null`,
      playedUntil: due.lastEventAt,
    })
    .from(workspaces)
    .leftJoin(
      due,
      and(eq(due.workspaceId, workspaces.id), eq(due.kind, "demo"), eq(due.targetId, demoHistory)),
    )
    .where(and(eq(workspaces.id, workspaceId), workspaces.demo));
  return row;
}

/** The demo a person has made for themselves. */
export async function findDemoOf(db: Db, userId: string): Promise<string | undefined> {
  const [row] = await db
    .select({ id: workspaces.id })
    .from(memberships)
    .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
    .where(and(eq(memberships.userId, userId), eq(memberships.role, "admin"), workspaces.demo))
    .limit(1);
  return row?.id;
}

/** Nobody's real recipients are in it: nobody is asked to promise anything about them. */
export async function markAsDemo(db: Db, workspaceId: string, now: Date): Promise<void> {
  await db
    .update(workspaces)
    .set({ demo: true, pledgedAt: now })
    .where(eq(workspaces.id, workspaceId));
}

/** The scene counts from the first page anybody opens; only the first time counts. */
export async function noteDemoSeen(db: Db, workspaceId: string, now: Date): Promise<void> {
  await db
    .update(workspaces)
    .set({ demoSeenAt: now })
    .where(and(eq(workspaces.id, workspaceId), workspaces.demo, isNull(workspaces.demoSeenAt)));
}

/** A crash goes on from here. */
export async function noteDemoPlayed(db: Db, claim: Claim, until: Date): Promise<void> {
  await db
    .update(due)
    .set({ lastEventAt: until })
    .where(
      and(
        eq(due.workspaceId, claim.workspaceId),
        eq(due.kind, "demo"),
        eq(due.targetId, demoHistory),
      ),
    );
}

/** What of one workspace is due at a moment of its past. */
export async function listDueOf(
  db: Db,
  workspaceId: string,
  kinds: readonly DueKind[],
  until: Date,
): Promise<Due[]> {
  return db
    .select({
      workspaceId: due.workspaceId,
      kind: due.kind,
      targetId: due.targetId,
      dueAt: sql<string>`${due.dueAt}::text`,
    })
    .from(due)
    .where(
      and(eq(due.workspaceId, workspaceId), inArray(due.kind, [...kinds]), lte(due.dueAt, until)),
    )
    .orderBy(asc(due.dueAt));
}

export async function listNumbersByPhone(db: Db, workspaceId: string) {
  return db
    .select({ id: numbers.id, number: numbers.number, accountId: numbers.accountId })
    .from(numbers)
    .where(and(eq(numbers.workspaceId, workspaceId), isNull(numbers.mergedInto)));
}

/** After so many rows at once: what the planner knew was an empty table, and counting people would take it for one. */
export async function learnSizes(db: Db): Promise<void> {
  for (const table of ["events", "seen", "number_days", "breakdown_hours", "number_hours"])
    await db.execute(sql.raw(`analyze ${table}`));
}

/** Traffic was played until `until`; it goes on at `next`. */
export async function advanceTraffic(
  db: Db,
  claim: Claim,
  until: Date | null,
  next: Date,
): Promise<void> {
  await db
    .update(due)
    .set({ dueAt: next, lastEventAt: until, attempts: 0, lastError: null })
    .where(
      and(
        eq(due.workspaceId, claim.workspaceId),
        eq(due.kind, "demo"),
        eq(due.targetId, demoTraffic),
      ),
    );
}

/** Where a person goes when the demo is gone: the workspace they have had longest. */
export async function findOtherWorkspace(
  db: Db,
  userId: string,
  workspaceId: string,
): Promise<string | undefined> {
  const [row] = await db
    .select({ id: memberships.workspaceId })
    .from(memberships)
    .where(and(eq(memberships.userId, userId), ne(memberships.workspaceId, workspaceId)))
    .orderBy(asc(memberships.createdAt))
    .limit(1);
  return row?.id;
}
