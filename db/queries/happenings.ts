import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { FactDetail, Instant, PlatformKind } from "@/lib/domain/event";

export interface Span {
  workspaceId: string;
  numberId: string;
  from: Date;
  to: Date;
}

const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`);
const moment = (at: Date) => sql`${at.toISOString()}::timestamptz`;

export interface FactHappening {
  at: Instant;
  kind: PlatformKind;
  value: string | null;
  previous: string | null;
  detail: FactDetail | null;
  template: string | null;
  until: Instant | null;
}

/** Facts of the number, its account, and the account's templates; newest first. */
export async function listFactHappenings(
  db: Db,
  span: Span,
  limit: number,
): Promise<FactHappening[]> {
  const { workspaceId, numberId, from, to } = span;
  const rows = await db.execute(sql`
    with n as (select account_id from numbers where workspace_id = ${workspaceId} and id = ${numberId}),
    nodes as (
      select 'number' as node, ${numberId}::uuid as id, null::text as template
      union all select 'account', account_id, null from n where account_id is not null
      union all select 'template', t.id, t.name
        from n join templates t on t.workspace_id = ${workspaceId} and t.account_id = n.account_id
    ), told as (
      select f.at, f.kind, f.value, f.detail, coalesce(nodes.template, f.detail ->> 'text') as template, f.until,
        lag(f.value) over (partition by nodes.node, nodes.id, f.kind order by f.at, f.dedupe) as previous
      from nodes join facts f
        on f.workspace_id = ${workspaceId} and f.node_kind = nodes.node and f.node_id = nodes.id
    )
    select ${ms("at")} as at, kind, value, previous, detail, template, ${ms("until")} as until from told
    where at >= ${moment(from)} and at <= ${moment(to)} order by told.at desc limit ${limit}`);
  return rows as unknown as FactHappening[];
}

export interface AlertHappening {
  id: string;
  at: Instant;
  what: "opened" | "acknowledged" | "resolved";
  title: string;
  by: string | null;
}

/** What became of the alerts of a number and of its account; newest first. */
export async function listAlertHappenings(
  db: Db,
  span: Span,
  limit: number,
): Promise<AlertHappening[]> {
  const { workspaceId, numberId, from, to } = span;
  const rows = await db.execute(sql`
    select a.id, ${ms("x.at")} as at, x.what, a.title, u.name as by
    from alerts a
    cross join lateral (values ('opened', a.opened_at, null::uuid), ('acknowledged', a.acknowledged_at, a.acknowledged_by),
      ('resolved', a.resolved_at, null)) as x(what, at, user_id)
    left join users u on u.id = x.user_id
    where a.workspace_id = ${workspaceId} and ${isAbout("a", workspaceId, numberId)}
      and x.at >= ${moment(from)} and x.at <= ${moment(to)}
    order by x.at desc limit ${limit}`);
  return rows as unknown as AlertHappening[];
}

export interface MailHappening {
  alertId: string;
  at: Instant;
  /** Names where known, else the first part of the address. */
  people: string[];
  kept: boolean;
}

/** Mails about the number's or its account's alerts, those of one moment together; newest first. */
export async function listMailHappenings(
  db: Db,
  span: Span,
  limit: number,
): Promise<MailHappening[]> {
  const { workspaceId, numberId, from, to } = span;
  const rows = await db.execute(sql`
    select m.alert_id as "alertId", ${ms("min(m.created_at)")} as at, bool_and(m.state = 'kept') as kept,
      json_agg(coalesce(u.name, split_part(m.recipient, '@', 1)) order by u.name, m.recipient) as people
    from notifications m
    join alerts a on a.workspace_id = ${workspaceId} and a.id = m.alert_id
    left join users u on u.id = m.user_id
    where m.workspace_id = ${workspaceId} and ${isAbout("a", workspaceId, numberId)}
      and m.created_at >= ${moment(from)} and m.created_at <= ${moment(to)}
    group by m.alert_id, m.kind, m.subject, date_trunc('minute', m.created_at)
    order by 2 desc limit ${limit}`);
  return rows as unknown as MailHappening[];
}

function isAbout(alias: string, workspaceId: string, numberId: string) {
  const kind = sql.raw(`${alias}.target_kind`);
  const target = sql.raw(`${alias}.target_id`);
  return sql`((${kind} = 'number' and ${target} = ${numberId}::text) or (${kind} = 'account' and ${target} = (
    select n.account_id::text from numbers n where n.workspace_id = ${workspaceId} and n.id = ${numberId})))`;
}
