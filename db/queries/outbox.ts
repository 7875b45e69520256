import { and, desc, eq, sql, type SQL } from "drizzle-orm";
import type { Db } from "@/db/client";
import { notifications } from "@/db/schema";
import type { Viewer } from "@/lib/domain/reach";

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

/** Newest first; who is limited sees their own. */
export async function listMails(db: Db, viewer: Viewer, limit: number) {
  return db
    .select(summary)
    .from(notifications)
    .where(seesMail(viewer))
    .orderBy(desc(notifications.createdAt), desc(notifications.id))
    .limit(limit);
}

export async function findMail(db: Db, viewer: Viewer, id: string) {
  const [row] = await db
    .select({
      ...summary,
      html: notifications.html,
      text: notifications.text,
      picture: notifications.picture,
    })
    .from(notifications)
    .where(and(seesMail(viewer), eq(notifications.id, id)));
  return row;
}

function seesMail({ reach, userId }: Viewer): SQL | undefined {
  const inWorkspace = eq(notifications.workspaceId, reach.workspaceId);
  if (reach.clients === null) return inWorkspace;
  return and(inWorkspace, userId === undefined ? sql`false` : eq(notifications.userId, userId));
}

export type MailRow = Awaited<ReturnType<typeof listMails>>[number];
