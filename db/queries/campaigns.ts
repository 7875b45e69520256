import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { CampaignHour, FailureHour } from "@/lib/domain/campaign-runs";
import { categoryIds, dimensions } from "@/lib/domain/counts";

const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`);
const moment = (at: Date) => sql`${at.toISOString()}::timestamptz`;

export interface CampaignSpan {
  workspaceId: string;
  numberId: string;
  from: Date;
  to: Date;
}

/** Hours of every campaign, and what is left of each hour's marketing as the campaign `null`. */
export async function listCampaignHours(
  db: Db,
  { workspaceId, numberId, from, to }: CampaignSpan,
): Promise<(CampaignHour & { name: string | null })[]> {
  const rows = await db.execute(sql`
    with b as (
      select hour, dimension, label_id, sum(sent)::int as sent, sum(delivered)::int as delivered,
        sum(read_24h)::int as read_24h, sum(failed)::int as failed, sum(opted_out)::int as opted_out
      from breakdown_hours
      where workspace_id = ${workspaceId} and number_id = ${numberId} and hour >= ${moment(from)} and hour < ${moment(to)}
        and (dimension = ${dimensions.campaign} or (dimension = ${dimensions.category}
          and label_id in (${categoryIds.unknown}, ${categoryIds.marketing})))
      group by hour, dimension, label_id
    ), named as (
      select * from b where dimension = ${dimensions.campaign}
    ), rest as (
      select m.hour, m.sent - coalesce(n.sent, 0) as sent, m.delivered - coalesce(n.delivered, 0) as delivered,
        m.read_24h - coalesce(n.read_24h, 0) as read_24h, m.failed - coalesce(n.failed, 0) as failed,
        m.opted_out - coalesce(n.opted_out, 0) as opted_out
      from (select hour, sum(sent) as sent, sum(delivered) as delivered, sum(read_24h) as read_24h, sum(failed) as failed,
          sum(opted_out) as opted_out from b where dimension = ${dimensions.category} group by hour) m
      left join (select hour, sum(sent) as sent, sum(delivered) as delivered, sum(read_24h) as read_24h,
          sum(failed) as failed, sum(opted_out) as opted_out from named group by hour) n on n.hour = m.hour
    )
    select ${ms("named.hour")} as hour, label_id as label, l.text as name, sent, delivered, read_24h as "read24h", failed,
      opted_out as "optedOut"
    from named join labels l on l.workspace_id = ${workspaceId} and l.id = named.label_id
    union all
    select ${ms("hour")}, null, null, greatest(sent, 0)::int, greatest(delivered, 0)::int, greatest(read_24h, 0)::int,
      greatest(failed, 0)::int, greatest(opted_out, 0)::int
    from rest`);
  return rows as unknown as (CampaignHour & { name: string | null })[];
}

/** Failures per hour of all campaigns together, and how many of them have one of these codes. */
export async function listFailureHoursByCause(
  db: Db,
  { workspaceId, numberId, from, to }: CampaignSpan,
  codes: { unreachable: readonly number[]; heldBack: readonly number[] },
): Promise<FailureHour[]> {
  const list = (some: readonly number[]) => sql`${`{${some.join(",")}}`}::int[]`;
  const rows = await db.execute(sql`
    select ${ms("hour")} as hour, sum(count)::int as failed,
      coalesce(sum(count) filter (where code = any(${list(codes.unreachable)})), 0)::int as unreachable,
      coalesce(sum(count) filter (where code = any(${list(codes.heldBack)})), 0)::int as "heldBack"
    from failure_hours
    where workspace_id = ${workspaceId} and number_id = ${numberId} and hour >= ${moment(from)} and hour < ${moment(to)}
    group by hour`);
  return rows as unknown as FailureHour[];
}
