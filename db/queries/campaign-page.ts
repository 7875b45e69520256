import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { categoryIds } from "@/lib/domain/counts";
import type { Instant } from "@/lib/domain/event";
import { moment, ms } from "./campaigns";

/** One run of one number, from its first hour to the end of its last. */
export interface RunSpan {
  workspaceId: string;
  numberId: string;
  /** Null for marketing that names no campaign. */
  label: number | null;
  from: Date;
  to: Date;
}

export interface StopPart {
  dimension: "list" | "template" | "country";
  label: number;
  optedOut: number;
}

/** Of the people who asked to stop after this run, how many came from which list, template and country. */
export async function listStopParts(
  db: Db,
  { workspaceId, numberId, label, from, to }: RunSpan,
): Promise<StopPart[]> {
  const of =
    label === null
      ? sql`campaign is null and message_at >= ${moment(from)} and message_at < ${moment(to)}
          and category in (${categoryIds.unknown}, ${categoryIds.marketing})`
      : sql`campaign = ${label}`;
  const rows = await db.execute(sql`
    select x.dimension, x.label, count(*)::int as "optedOut"
    from opt_outs o
    cross join lateral (values ('list', o.list), ('template', o.template), ('country', o.country::int)) as x(dimension, label)
    where o.workspace_id = ${workspaceId}::uuid and o.number_id = ${numberId}::uuid and o.at >= ${moment(from)}
      and o.counted and x.label is not null and ${of}
    group by x.dimension, x.label`);
  return rows as unknown as StopPart[];
}

/** The last score before `began`, and the highest up to `until`. */
export async function findScoreMove(
  db: Db,
  { workspaceId, numberId }: Pick<RunSpan, "workspaceId" | "numberId">,
  began: Date,
  until: Date,
): Promise<{ before: number | null; highest: number | null; highestAt: Instant | null }> {
  const rows = await db.execute(sql`
    with before as (
      select last from score_hours where workspace_id = ${workspaceId}::uuid and number_id = ${numberId}::uuid
        and hour <= ${moment(began)}::timestamptz - interval '1 hour' and hour > ${moment(began)}::timestamptz - interval '7 days'
        and last is not null
      order by hour desc, origin limit 1
    ), highest as (
      select hour, coalesce(max, last) as score from score_hours
      where workspace_id = ${workspaceId}::uuid and number_id = ${numberId}::uuid and hour > ${moment(began)}::timestamptz - interval '1 hour'
        and hour <= ${moment(until)} and coalesce(max, last) is not null
      order by 2 desc, hour limit 1
    )
    select (select last from before)::int as before, (select score from highest)::int as highest,
      (select ${ms("hour")} from highest) as "highestAt"`);
  const [row] = rows as unknown as {
    before: number | null;
    highest: number | null;
    highestAt: Instant | null;
  }[];
  return row ?? { before: null, highest: null, highestAt: null };
}

export interface CausedAlert {
  id: string;
  title: string;
  severity: string;
  state: "open" | "acknowledged" | "resolved";
  openedAt: Instant;
}

/** Alerts of the number that its own behaviour opened in that time; what WhatsApp did to the account stands on the account. */
export async function listCausedAlerts(
  db: Db,
  { workspaceId, numberId }: Pick<RunSpan, "workspaceId" | "numberId">,
  from: Date,
  to: Date,
): Promise<CausedAlert[]> {
  const rows = await db.execute(sql`
    select id, title, severity, state, ${ms("opened_at")} as "openedAt" from alerts
    where workspace_id = ${workspaceId}::uuid and target_kind = 'number' and target_id = ${numberId}::text
      and rule in ('number_high', 'campaign_wrong', 'message_after_no') and opened_at >= ${moment(from)}
      and opened_at <= ${moment(to)}
    order by opened_at`);
  return rows as unknown as CausedAlert[];
}

/** Every message of the number in that time, whatever it was. */
export async function countMessages(
  db: Db,
  { workspaceId, numberId, from, to }: RunSpan,
): Promise<number> {
  const rows = await db.execute(sql`
    select coalesce(sum(greatest(sent, delivered)), 0)::int as count from number_hours
    where workspace_id = ${workspaceId}::uuid and number_id = ${numberId}::uuid and hour >= ${moment(from)}
      and hour < ${moment(to)}`);
  return (rows as unknown as { count: number }[])[0]?.count ?? 0;
}
