import { and, desc, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { notifications } from "@/db/schema";

const summary = {
  id: notifications.id,
  subject: notifications.subject,
  preview: notifications.preview,
  recipient: notifications.recipient,
  state: notifications.state,
  attempts: notifications.attempts,
  lastError: notifications.lastError,
  createdAt: notifications.createdAt,
  sentAt: notifications.sentAt,
  alertId: notifications.alertId,
};

/** Newest first. */
export async function listMails(db: Db, workspaceId: string, limit: number) {
  return db
    .select(summary)
    .from(notifications)
    .where(eq(notifications.workspaceId, workspaceId))
    .orderBy(desc(notifications.createdAt), desc(notifications.id))
    .limit(limit);
}

export async function findMail(db: Db, workspaceId: string, id: string) {
  const [row] = await db
    .select({
      ...summary,
      html: notifications.html,
      text: notifications.text,
      picture: notifications.picture,
    })
    .from(notifications)
    .where(and(eq(notifications.workspaceId, workspaceId), eq(notifications.id, id)));
  return row;
}

export type MailRow = Awaited<ReturnType<typeof listMails>>[number];
