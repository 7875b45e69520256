import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { notifications } from "@/db/schema";

const moment = (at: Date) => sql`${at.toISOString()}::timestamptz`;

/** What reached one person within the last hour about alerts, in all their workspaces together. */
function sentLately(userId: string, now: Date, except: string) {
  return sql`(select count(*) from notifications n
    where n.workspace_id in (select m.workspace_id from memberships m where m.user_id = ${userId}::uuid)
      and n.user_id = ${userId}::uuid and n.created_at > ${moment(now)} - interval '2 days'
      and n.sent_at > ${moment(now)} - interval '1 hour' and n.id::text <> ${except}
      and (n.alert_id is not null or n.kind in ('summary', 'rest')))`;
}

/**
 * Takes one of a person's places of the hour by noting the moment of sending; false when none is left. A mail that then
 * fails gives it back. Two workers asking for the same person wait for each other.
 */
export async function takePlace(
  db: Db,
  mail: { workspaceId: string; id: string; userId: string },
  most: number,
  now: Date,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${mail.userId}, 58))`);
    const taken = await tx
      .update(notifications)
      .set({ sentAt: now })
      .where(
        and(
          eq(notifications.workspaceId, mail.workspaceId),
          eq(notifications.id, mail.id),
          sql`${sentLately(mail.userId, now, mail.id)} < ${most}`,
        ),
      )
      .returning({ id: notifications.id });
    return taken.length > 0;
  });
}

export async function hasPlace(
  db: Db,
  workspaceId: string,
  userId: string,
  most: number,
  now: Date,
): Promise<boolean> {
  const rows = await db.execute(
    sql`select ${sentLately(userId, now, "")} < ${most} as free from workspaces w where w.id = ${workspaceId}::uuid`,
  );
  return (rows as unknown as { free: boolean }[])[0]?.free === true;
}

export interface HeldMail {
  id: string;
  alertId: string | null;
  subject: string;
  preview: string;
}

/** A person's mails beyond the limit, worst first. Taken: nobody else sums them up. */
export async function takeHeld(db: Db, workspaceId: string, userId: string): Promise<HeldMail[]> {
  const rows = await db.execute(sql`
    with taken as (
      update notifications set state = 'summed' where workspace_id = ${workspaceId}::uuid
        and user_id = ${userId}::uuid and state = 'held'
      returning id, alert_id, subject, preview, created_at
    )
    select t.id, t.alert_id as "alertId", t.subject, t.preview from taken t
    left join alerts a on a.workspace_id = ${workspaceId}::uuid and a.id = t.alert_id
    order by array_position(array['critical', 'high', 'warning', 'info'], a.severity), t.created_at, t.id`);
  return rows as unknown as HeldMail[];
}
