import { and, eq, inArray, lte, ne, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { alertNotes, alerts, numbers, pendings } from "@/db/schema";
import type { Ending, RuleName, Target } from "@/lib/domain/alert/rule";
import { type Reach, wholeWorkspace } from "@/lib/domain/reach";
import { seesTarget } from "./reach";

export type AlertRow = typeof alerts.$inferSelect;
export type NewAlert = typeof alerts.$inferInsert;

/** False when another evaluation has opened the same alert: the database allows only one. */
export async function insertAlert(db: Db, row: NewAlert): Promise<boolean> {
  const rows = await db
    .insert(alerts)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: alerts.id });
  return rows.length > 0;
}

export async function findAlert(
  db: Db,
  workspaceId: string,
  id: string,
): Promise<AlertRow | undefined> {
  return findAlertWithin(db, wholeWorkspace(workspaceId), id);
}

export async function findAlertWithin(
  db: Db,
  reach: Reach,
  id: string,
): Promise<AlertRow | undefined> {
  const [row] = await db
    .select()
    .from(alerts)
    .where(
      and(
        eq(alerts.workspaceId, reach.workspaceId),
        eq(alerts.id, id),
        seesTarget(reach, "alerts"),
      ),
    );
  return row;
}

export type AlertChange = Partial<
  Pick<
    AlertRow,
    | "severity"
    | "escalatedAt"
    | "cleanSince"
    | "lastToldAt"
    | "tellAfter"
    | "adminsToldAt"
    | "evidence"
  >
>;

/** False when the alert has ended meanwhile. */
export async function changeAlert(
  db: Db,
  workspaceId: string,
  id: string,
  change: AlertChange,
): Promise<boolean> {
  const rows = await db
    .update(alerts)
    .set(change)
    .where(
      and(eq(alerts.workspaceId, workspaceId), eq(alerts.id, id), ne(alerts.state, "resolved")),
    )
    .returning({ id: alerts.id });
  return rows.length > 0;
}

/** Undefined when it was acknowledged or has ended already: the first one holds. */
export async function acknowledgeOpenAlert(
  db: Db,
  workspaceId: string,
  id: string,
  by: string | null,
  now: Date,
): Promise<AlertRow | undefined> {
  const [row] = await db
    .update(alerts)
    .set({ state: "acknowledged", acknowledgedAt: now, acknowledgedBy: by })
    .where(and(eq(alerts.workspaceId, workspaceId), eq(alerts.id, id), eq(alerts.state, "open")))
    .returning();
  return row;
}

export interface AlertEnd {
  at: Date;
  because: Ending;
  by: string | null;
}

/** Undefined when it has ended already. */
export async function endAlert(
  db: Db,
  workspaceId: string,
  id: string,
  end: AlertEnd,
): Promise<AlertRow | undefined> {
  const [row] = await db
    .update(alerts)
    .set({
      state: "resolved",
      resolvedAt: end.at,
      resolvedBecause: end.because,
      resolvedBy: end.by,
      tellAfter: null,
    })
    .where(
      and(eq(alerts.workspaceId, workspaceId), eq(alerts.id, id), ne(alerts.state, "resolved")),
    )
    .returning();
  return row;
}

/** Alerts whose time to be told together has come, oldest first. Taken: nobody else gets them. */
export async function takeGathered(db: Db, workspaceId: string, now: Date): Promise<AlertRow[]> {
  const rows = await db
    .update(alerts)
    .set({ tellAfter: null, lastToldAt: now })
    .where(
      and(
        eq(alerts.workspaceId, workspaceId),
        lte(alerts.tellAfter, now),
        ne(alerts.state, "resolved"),
      ),
    )
    .returning();
  return rows.toSorted(
    (left, right) =>
      left.openedAt.getTime() - right.openedAt.getTime() || left.title.localeCompare(right.title),
  );
}

export async function nextGathering(db: Db, workspaceId: string): Promise<Date | undefined> {
  const [row] = await db
    .select({ at: sql<string | null>`min(${alerts.tellAfter})::text` })
    .from(alerts)
    .where(and(eq(alerts.workspaceId, workspaceId), ne(alerts.state, "resolved")));
  return row?.at ? new Date(row.at) : undefined;
}

export interface RecentTelling {
  rule: string;
  accountId: string | null;
}

/** Alerts opened since `from` that people were told of, with the account that each belongs to. */
export async function listRecentTellings(
  db: Db,
  workspaceId: string,
  from: Date,
): Promise<RecentTelling[]> {
  return db
    .select({
      rule: alerts.rule,
      accountId: sql<string | null>`coalesce(${numbers.accountId}::text,
        case when ${alerts.targetKind} = 'account' then ${alerts.targetId} end)`,
    })
    .from(alerts)
    .leftJoin(
      numbers,
      and(
        eq(numbers.workspaceId, workspaceId),
        eq(alerts.targetKind, "number"),
        sql`${numbers.id}::text = ${alerts.targetId}`,
      ),
    )
    .where(
      and(
        eq(alerts.workspaceId, workspaceId),
        sql`${alerts.openedAt} > ${from.toISOString()}::timestamptz`,
        sql`${alerts.lastToldAt} is not null`,
      ),
    );
}

/** Other alerts of the same target that are open and were told by mail, newest first. */
export async function findToldAlert(
  db: Db,
  workspaceId: string,
  target: Target,
  rules: readonly RuleName[],
): Promise<AlertRow | undefined> {
  const [row] = await db
    .select()
    .from(alerts)
    .where(
      and(
        eq(alerts.workspaceId, workspaceId),
        eq(alerts.targetKind, target.kind),
        eq(alerts.targetId, target.id),
        inArray(alerts.rule, [...rules]),
        ne(alerts.state, "resolved"),
        sql`${alerts.lastToldAt} is not null`,
      ),
    );
  return row;
}

export interface PendingKey {
  workspaceId: string;
  target: Target;
  rule: RuleName;
  scope: string;
}

export async function startPending(db: Db, key: PendingKey, since: Date): Promise<void> {
  await db
    .insert(pendings)
    .values({
      workspaceId: key.workspaceId,
      targetKind: key.target.kind,
      targetId: key.target.id,
      rule: key.rule,
      scope: key.scope,
      since,
    })
    .onConflictDoNothing();
}

export async function endPending(db: Db, key: PendingKey): Promise<void> {
  await db
    .delete(pendings)
    .where(
      and(
        eq(pendings.workspaceId, key.workspaceId),
        eq(pendings.targetKind, key.target.kind),
        eq(pendings.targetId, key.target.id),
        eq(pendings.rule, key.rule),
        eq(pendings.scope, key.scope),
      ),
    );
}

export type NewNote = typeof alertNotes.$inferInsert;

/** Repeating is harmless: one row for each `dedupe`. */
export async function insertNote(db: Db, row: NewNote): Promise<void> {
  await db.insert(alertNotes).values(row).onConflictDoNothing();
}
