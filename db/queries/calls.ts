import { and, desc, eq, ne, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { calls, due } from "@/db/schema";

export type CallRow = typeof calls.$inferSelect;
export type NewCall = typeof calls.$inferInsert;

/** False when the same thing was written before: `dedupe` is unique in its workspace. */
export async function insertCall(db: Db, row: NewCall): Promise<boolean> {
  const rows = await db.insert(calls).values(row).onConflictDoNothing().returning({ id: calls.id });
  return rows.length > 0;
}

export async function findCall(
  db: Db,
  workspaceId: string,
  id: string,
): Promise<CallRow | undefined> {
  const [row] = await db
    .select()
    .from(calls)
    .where(and(eq(calls.workspaceId, workspaceId), eq(calls.id, id)));
  return row;
}

export type CallNote = Partial<
  Pick<CallRow, "state" | "attempts" | "lastStatus" | "lastError" | "tookMs" | "sentAt">
>;

/** Only a queued one changes: what is sent or failed stays as it is until somebody sends it again. */
export async function noteCall(
  db: Db,
  workspaceId: string,
  id: string,
  change: CallNote,
): Promise<void> {
  await db
    .update(calls)
    .set(change)
    .where(and(eq(calls.workspaceId, workspaceId), eq(calls.id, id), eq(calls.state, "queued")));
}

/** False while it is still on its way. */
export async function requeueCall(db: Db, workspaceId: string, id: string): Promise<boolean> {
  const rows = await db
    .update(calls)
    .set({ state: "queued", attempts: 0, lastError: null, lastStatus: null, tookMs: null })
    .where(and(eq(calls.workspaceId, workspaceId), eq(calls.id, id), ne(calls.state, "queued")))
    .returning({ id: calls.id });
  return rows.length > 0;
}

const summary = {
  id: calls.id,
  channelId: calls.channelId,
  alertId: calls.alertId,
  kind: calls.kind,
  title: sql<string>`coalesce(${calls.body}->>'title', split_part(${calls.body}->>'text', chr(10), 1))`,
  state: calls.state,
  attempts: calls.attempts,
  lastStatus: calls.lastStatus,
  lastError: calls.lastError,
  tookMs: calls.tookMs,
  createdAt: calls.createdAt,
  sentAt: calls.sentAt,
};

/** Newest first, with the time of the next try. */
export async function listCalls(db: Db, workspaceId: string, channelId: string, most: number) {
  return db
    .select({ ...summary, nextAt: due.dueAt })
    .from(calls)
    .leftJoin(
      due,
      and(
        eq(due.workspaceId, calls.workspaceId),
        eq(due.kind, "call"),
        eq(due.targetId, sql`${calls.id}::text`),
      ),
    )
    .where(and(eq(calls.workspaceId, workspaceId), eq(calls.channelId, channelId)))
    .orderBy(desc(calls.createdAt), desc(calls.id))
    .limit(most);
}
export type ListedCall = Awaited<ReturnType<typeof listCalls>>[number];

/** The newest of each channel. */
export async function listLastCalls(db: Db, workspaceId: string) {
  return db
    .selectDistinctOn([calls.channelId], summary)
    .from(calls)
    .where(eq(calls.workspaceId, workspaceId))
    .orderBy(calls.channelId, desc(calls.createdAt), desc(calls.id));
}
export type CallSummary = Awaited<ReturnType<typeof listLastCalls>>[number];
