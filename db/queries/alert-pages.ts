import { sql, type SQL } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { Instant } from "@/lib/domain/event";
import type { Reach, Viewer } from "@/lib/domain/reach";
import { seesTarget } from "./reach";

/** An alert with the names of what and whom it is about. */
export interface AlertPageRow {
  id: string;
  rule: string;
  severity: "info" | "warning" | "high" | "critical";
  state: "open" | "acknowledged" | "resolved";
  targetKind: "number" | "account" | "source";
  targetId: string;
  targetName: string | null;
  number: string | null;
  account: string | null;
  openedAt: Instant;
  escalatedAt: Instant | null;
  acknowledgedAt: Instant | null;
  acknowledgedBy: string | null;
  resolvedAt: Instant | null;
  mutedUntil: Instant | null;
  title: string;
  reason: string;
  endsAt: number | null;
}

export interface AlertFilter {
  id?: string;
  state?: AlertPageRow["state"];
  /** Alerts of this number and of its account that are not resolved. */
  aboutNumber?: string;
}

const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`);

/** Newest first. */
export async function listAlertPages(
  db: Db,
  reach: Reach,
  filter: AlertFilter,
  now: Date,
  limit: number,
): Promise<AlertPageRow[]> {
  const rows = await db.execute(sql`
    select x.id, x.rule, x.severity, x.state, x.target_kind as "targetKind", x.target_id as "targetId",
      coalesce(n.given_name, n.name, n.number, s.name, a.given_name, a.name, a.waba_id) as "targetName", n.number, a.waba_id as account,
      ${ms("x.opened_at")} as "openedAt", ${ms("x.escalated_at")} as "escalatedAt",
      ${ms("x.acknowledged_at")} as "acknowledgedAt", u.name as "acknowledgedBy", ${ms("x.resolved_at")} as "resolvedAt",
      x.title, x.reason,
      case when x.evidence->>'of' = 'restricted' then (x.evidence->>'until')::float8 end as "endsAt",
      (select ${ms("max(m.until)")} from mutes m where m.workspace_id = x.workspace_id and m.target_kind = x.target_kind
        and m.target_id = x.target_id and m.until > ${now.toISOString()}::timestamptz) as "mutedUntil"
    from alerts x
    left join numbers n on n.workspace_id = x.workspace_id and x.target_kind = 'number' and n.id::text = x.target_id
    left join accounts a on a.workspace_id = x.workspace_id
      and ((x.target_kind = 'account' and a.id::text = x.target_id) or a.id = n.account_id)
    left join sources s on s.workspace_id = x.workspace_id and x.target_kind = 'source' and s.id = x.target_id
    left join users u on u.id = x.acknowledged_by
    where x.workspace_id = ${reach.workspaceId} and ${seesTarget(reach, "x")} ${conditions(reach.workspaceId, filter)}
    order by x.opened_at desc, x.id desc limit ${limit}`);
  return rows as unknown as AlertPageRow[];
}

function conditions(workspaceId: string, { id, state, aboutNumber }: AlertFilter): SQL {
  const parts = [
    id !== undefined && sql`and x.id::text = ${id.toLowerCase()}`,
    state !== undefined && sql`and x.state = ${state}`,
    aboutNumber !== undefined &&
      sql`and x.state <> 'resolved' and ((x.target_kind = 'number' and x.target_id = ${aboutNumber})
        or (x.target_kind = 'account' and x.target_id = (select o.account_id::text from numbers o
          where o.workspace_id = ${workspaceId} and o.id::text = ${aboutNumber})))`,
  ].filter((part) => part !== false);
  return sql.join(parts, sql` `);
}

export interface AlertMailRow {
  id: string;
  subject: string;
  recipient: string;
  state: "queued" | "sent" | "failed" | "kept";
  createdAt: Instant;
  sentAt: Instant | null;
}

/** Mails about one alert, oldest first; who is limited sees their own. */
export async function listAlertMails(
  db: Db,
  { reach: { workspaceId, clients }, userId }: Viewer,
  alertId: string,
): Promise<AlertMailRow[]> {
  const own = clients === null ? sql`` : sql`and m.user_id = ${userId ?? null}::uuid`;
  const rows = await db.execute(sql`
    select m.id, m.subject, m.recipient, m.state, ${ms("m.created_at")} as "createdAt", ${ms("m.sent_at")} as "sentAt"
    from notifications m
    where m.workspace_id = ${workspaceId} and m.alert_id = ${alertId}::uuid ${own}
    order by m.created_at, m.id`);
  return rows as unknown as AlertMailRow[];
}

export interface AlertNoteRow {
  at: Instant;
  kind: string;
  because: string;
  by: string | null;
  text: string | null;
}

export async function listAlertNotes(
  db: Db,
  workspaceId: string,
  alertId: string,
): Promise<AlertNoteRow[]> {
  const rows = await db.execute(sql`
    select ${ms("k.at")} as at, k.kind, k.because, u.name as by, k.text
    from alert_notes k left join users u on u.id = k.user_id
    where k.workspace_id = ${workspaceId} and k.alert_id = ${alertId}::uuid order by k.at, k.id`);
  return rows as unknown as AlertNoteRow[];
}
