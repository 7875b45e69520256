import { and, count, eq, gt, lt } from "drizzle-orm";
import type { Db } from "@/db/client";
import { notifications } from "@/db/schema";

export type NotificationRow = typeof notifications.$inferSelect;
export type NewNotification = typeof notifications.$inferInsert;

/** False when the same thing was written before: `dedupe` is unique in its workspace. */
export async function insertNotification(db: Db, row: NewNotification): Promise<boolean> {
  const rows = await db
    .insert(notifications)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: notifications.id });
  return rows.length > 0;
}

export async function findNotification(
  db: Db,
  workspaceId: string,
  id: string,
): Promise<NotificationRow | undefined> {
  const [row] = await db
    .select()
    .from(notifications)
    .where(and(eq(notifications.workspaceId, workspaceId), eq(notifications.id, id)));
  return row;
}

export type SendingResult = Pick<NotificationRow, "state" | "attempts" | "lastError" | "sentAt">;

/** Only a queued one changes: what is sent, kept or failed stays as it is. */
export async function noteSending(
  db: Db,
  workspaceId: string,
  id: string,
  result: SendingResult,
): Promise<void> {
  await db
    .update(notifications)
    .set(result)
    .where(
      and(
        eq(notifications.workspaceId, workspaceId),
        eq(notifications.id, id),
        eq(notifications.state, "queued"),
      ),
    );
}

/** Who was told of an alert already. */
export async function listToldUsers(
  db: Db,
  workspaceId: string,
  alertId: string,
): Promise<(string | null)[]> {
  const rows = await db
    .selectDistinct({ userId: notifications.userId })
    .from(notifications)
    .where(and(eq(notifications.workspaceId, workspaceId), eq(notifications.alertId, alertId)));
  return rows.map(({ userId }) => userId);
}

export async function deleteMailsBefore(db: Db, workspaceId: string, before: Date): Promise<void> {
  await db
    .delete(notifications)
    .where(and(eq(notifications.workspaceId, workspaceId), lt(notifications.createdAt, before)));
}

export async function countMailsSince(
  db: Db,
  workspaceId: string,
  kind: string,
  since: Date,
): Promise<number> {
  const [row] = await db
    .select({ mails: count() })
    .from(notifications)
    .where(
      and(
        eq(notifications.workspaceId, workspaceId),
        eq(notifications.kind, kind),
        gt(notifications.createdAt, since),
      ),
    );
  return row?.mails ?? 0;
}
