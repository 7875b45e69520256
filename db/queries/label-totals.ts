import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { categoryIds, dimensions } from "@/lib/domain/counts";
import type { Instant } from "@/lib/domain/event";
import { moment, ms, type NumbersSpan, withinSpan } from "./campaigns";

export interface Totals {
  sent: number;
  delivered: number;
  failed: number;
  optedOut: number;
  blocked: number;
  reported: number;
}

export interface LabelTotals extends Totals {
  numberId: string;
  label: number;
  /** Starts of its first and last hour with a message in the span; null when it had none. */
  firstHour: Instant | null;
  lastHour: Instant | null;
}

const sums = sql.raw(
  [
    ["sent", "sent"],
    ["delivered", "delivered"],
    ["failed", "failed"],
    ["opted_out", "optedOut"],
    ["blocked", "blocked"],
    ["reported", "reported"],
  ]
    .map(([column, name]) => `sum(${column})::int as "${name}"`)
    .join(", "),
);

/** What each value of a dimension adds up to on each number. */
export async function listLabelTotals(
  db: Db,
  span: NumbersSpan,
  dimension: "list" | "template" | "country",
  label?: number,
): Promise<LabelTotals[]> {
  const only = label === undefined ? sql`` : sql`and label_id = ${label}`;
  const rows = await db.execute(sql`
    select number_id as "numberId", label_id as label, ${sums},
      ${ms("min(hour) filter (where sent + delivered > 0)")} as "firstHour",
      ${ms("max(hour) filter (where sent + delivered > 0)")} as "lastHour"
    from breakdown_hours where ${withinSpan(span)} and dimension = ${dimensions[dimension]} ${only}
    group by number_id, label_id`);
  return rows as unknown as LabelTotals[];
}

/** All marketing of each number, whatever it names. */
export async function listMarketingTotals(
  db: Db,
  span: NumbersSpan,
): Promise<(Totals & { numberId: string })[]> {
  const rows = await db.execute(sql`
    select number_id as "numberId", ${sums} from breakdown_hours
    where ${withinSpan(span)} and dimension = ${dimensions.category}
      and label_id in (${categoryIds.unknown}, ${categoryIds.marketing})
    group by number_id`);
  return rows as unknown as (Totals & { numberId: string })[];
}

/** One list by local day, over these numbers. */
export async function listLabelDays(
  db: Db,
  span: NumbersSpan,
  dimension: "list",
  label: number,
  zone: string,
): Promise<(Totals & { day: string })[]> {
  const rows = await db.execute(sql`
    select (hour at time zone ${zone})::date::text as day, ${sums} from breakdown_hours
    where ${withinSpan(span)} and dimension = ${dimensions[dimension]} and label_id = ${label}
    group by 1 order by 1`);
  return rows as unknown as (Totals & { day: string })[];
}

/** After which campaigns the people of one list asked to stop; null for those that name none. */
export async function listStopsByCampaign(
  db: Db,
  { workspaceId, numberIds, from, to }: NumbersSpan,
  list: number,
): Promise<{ name: string | null; optedOut: number }[]> {
  const rows = await db.execute(sql`
    select c.text as name, count(*)::int as "optedOut"
    from opt_outs o left join labels c on c.workspace_id = o.workspace_id and c.id = o.campaign
    where o.workspace_id = ${workspaceId}::uuid and o.number_id = any(${`{${numberIds.join(",")}}`}::uuid[])
      and o.at >= ${moment(from)} and o.at < ${moment(to)} and o.counted and o.list = ${list}
    group by c.text order by 2 desc, 1`);
  return rows as unknown as { name: string | null; optedOut: number }[];
}

/** A label of the workspace by its id, when it is of that dimension. */
export async function findLabel(
  db: Db,
  workspaceId: string,
  dimension: "list",
  id: number,
): Promise<string | undefined> {
  const rows = await db.execute(sql`
    select text from labels
    where workspace_id = ${workspaceId}::uuid and id = ${id} and dimension = ${dimensions[dimension]}`);
  return (rows as unknown as { text: string }[])[0]?.text;
}
