import { sql as text } from "drizzle-orm";
import type { Sql } from "postgres";
import type { Db } from "@/db/client";
import { categoryIds, dimensions, kindIds } from "@/lib/domain/counts";
import type { Day } from "@/lib/domain/time";
import { integers, type NumbersSpan, uuids } from "./campaigns";

/**
 * Local days on which failures have come, gone or changed their label since they were counted: the rollups know how many
 * failed under every label, this table must add up to the same. Before `settled` labels are known from the events alone
 * (`seen` is kept 30 days): there a day is counted once.
 */
export async function listStaleFailureDays(
  sql: Sql,
  workspaceId: string,
  { zone, from, settled, limit }: { zone: string; from: Day; settled: Day; limit: number },
): Promise<Day[]> {
  const rows = await sql<{ day: Day }[]>`
    with rolled as (
      select number_id, dimension, (hour at time zone ${zone})::date as day, label_id, sum(failed) as failed
      from breakdown_hours
      where workspace_id = ${workspaceId} and hour >= ${from}::date::timestamp at time zone ${zone} and failed <> 0
      group by 1, 2, 3, 4 having sum(failed) <> 0
    ), counted as (
      select number_id, dimension, day, label_id, sum(count) as failed from breakdown_failures
      where workspace_id = ${workspaceId} and day >= ${from}::date
        and (label_id > 0 or dimension = ${dimensions.category})
      group by 1, 2, 3, 4
    )
    select distinct x.day::text as day from (
      select number_id, day from rolled full join counted using (number_id, dimension, day, label_id)
      where rolled.failed is distinct from counted.failed) x
    where x.day >= ${settled}::date or not exists (
      select 1 from breakdown_failures b
      where b.workspace_id = ${workspaceId} and b.number_id = x.number_id and b.day = x.day)
    order by day desc limit ${limit}`;
  return rows.map(({ day }) => day);
}

/** All failures of one local day by code, under each value of each dimension: from the events, with what is known of their messages now. */
export async function countFailuresOfDay(
  sql: Sql,
  workspaceId: string,
  { day, dayStart, dayEnd }: { day: Day; dayStart: Date; dayEnd: Date },
): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtextextended(${`failures ${workspaceId}`}, 0))`;
    await tx`delete from breakdown_failures where workspace_id = ${workspaceId} and day = ${day}::date`;
    await tx`
      with f as (
        select e.number_id, e.code, e.count, coalesce(nullif(s.category, 0), e.category) as category,
          coalesce(s.country, e.country) as country, coalesce(s.template, e.template) as template,
          coalesce(s.campaign, e.campaign) as campaign, coalesce(s.list, e.list) as list
        from events e
        left join seen s on e.count = 1 and s.workspace_id = e.workspace_id and s.number_id = e.number_id
          and s.key = e.message
        where e.workspace_id = ${workspaceId} and e.at >= ${dayStart} and e.at < ${dayEnd} and e.kind = ${kindIds.failed}
      )
      insert into breakdown_failures (workspace_id, number_id, dimension, day, label_id, code, count)
      select ${workspaceId}::uuid, f.number_id, x.dimension, ${day}::date, x.label_id, f.code, sum(f.count)::int
      from f cross join lateral (values
        (${dimensions.category}::smallint, f.category::int), (${dimensions.country}::smallint, f.country::int),
        (${dimensions.template}::smallint, f.template), (${dimensions.list}::smallint, f.list),
        (${dimensions.campaign}::smallint, case when f.campaign is null
          and f.category in (${categoryIds.unknown}, ${categoryIds.marketing}) then 0 else f.campaign end)
        ) as x(dimension, label_id)
      where x.label_id is not null
      group by f.number_id, x.dimension, x.label_id, f.code`;
  });
}

export interface LabelFailures {
  numberId: string;
  day: Day;
  label: number;
  /** All that were counted, those that mean "not on WhatsApp", and those that WhatsApp held back. */
  failed: number;
  unreachable: number;
  heldBack: number;
}

/** Counted failures by day and label of one dimension. Days are local dates, both included. */
export async function listLabelFailures(
  db: Db,
  { workspaceId, numberIds }: Pick<NumbersSpan, "workspaceId" | "numberIds">,
  days: { first: Day; last: Day },
  dimension: "campaign" | "list" | "template" | "country",
  codes: { unreachable: readonly number[]; heldBack: readonly number[] },
): Promise<LabelFailures[]> {
  const rows = await db.execute(text`
    select number_id as "numberId", day::text as day, label_id as label, sum(count)::int as failed,
      coalesce(sum(count) filter (where code = any(${integers(codes.unreachable)})), 0)::int as unreachable,
      coalesce(sum(count) filter (where code = any(${integers(codes.heldBack)})), 0)::int as "heldBack"
    from breakdown_failures
    where workspace_id = ${workspaceId}::uuid and number_id = any(${uuids(numberIds)})
      and dimension = ${dimensions[dimension]} and day >= ${days.first}::date and day <= ${days.last}::date
    group by number_id, day, label_id`);
  return rows as unknown as LabelFailures[];
}
