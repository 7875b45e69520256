import type { Sql } from "postgres";
import { categoryIds, kindIds } from "@/lib/domain/counts";

/** Local days of a workspace on which something happened and for which no sums over people stand yet. */
export async function listUncountedDays(
  sql: Sql,
  workspaceId: string,
  from: string,
  to: string,
  limit: number,
): Promise<string[]> {
  const rows = await sql<{ day: string }[]>`
    select distinct d.day::text as day from number_days d
    where d.workspace_id = ${workspaceId} and d.day >= ${from}::date and d.day < ${to}::date and d.delivered > 0
      and not exists (
        select 1 from people_days p
        where p.workspace_id = d.workspace_id and p.number_id = d.number_id and p.day = d.day)
    order by day desc limit ${limit}`;
  return rows.map(({ day }) => day);
}

const reaching = [kindIds.sent, kindIds.delivered, kindIds.read];
const marketing = [categoryIds.unknown, categoryIds.marketing];

export interface PeopleDayBounds {
  day: string;
  dayStart: Date;
  dayEnd: Date;
  /** Start of the oldest of the 7 local days that end with this one. */
  weekStart: Date;
  /** 90 days before the day. */
  knownFrom: Date;
}

/**
 * Sums over the people of one local day, for all numbers of a workspace. A message reached a person when it was
 * delivered or read, whichever came first: one read today that was delivered weeks ago reached nobody now, one sent up
 * to 72 hours before the week may have been delivered in it. How often counts over all numbers of the workspace.
 * Numbers nobody was reached by get a row of zeros, so that the day counts as counted. Answers the numbers whose sums
 * are not what they were.
 *
 * `intersect` and `in (…) is true` keep the planner from joins it would do in nested loops, once for each person or
 * partition, because it takes these sums for a row or two (measured: seven seconds for five thousand people).
 */
export async function countPeopleOfDay(
  sql: Sql,
  workspaceId: string,
  { day, dayStart, dayEnd, weekStart, knownFrom }: PeopleDayBounds,
): Promise<string[]> {
  const changed = await sql<{ number_id: string }[]>`
    with messages as (
      select number_id, person, message, max(category) as category,
        min(at) filter (where kind <> ${kindIds.sent}) as reached_at, bool_or(kind = ${kindIds.delivered}) as delivered
      from events
      where workspace_id = ${workspaceId} and at < ${dayEnd}
        and at >= ${weekStart}::timestamptz - interval '72 hours'
        and person is not null and kind = any(${reaching}::int[])
      group by number_id, person, message, coalesce(message, dedupe)
    ), week as (
      select m.number_id, m.person, m.reached_at from messages m
      left join seen s on not m.delivered and s.workspace_id = ${workspaceId} and s.number_id = m.number_id
        and s.key = m.message
      where m.reached_at >= ${weekStart} and m.category = any(${marketing}::int[])
        and (s.delivered_at is null or s.delivered_at >= ${weekStart})
    ), today as (
      select distinct number_id, person from week where reached_at >= ${dayStart}
    ), known as (
      select number_id, person from today
      intersect
      select e.number_id, e.person from events e
      where e.workspace_id = ${workspaceId} and e.at >= ${knownFrom} and e.at < ${dayStart}
        and e.person is not null and e.kind = any(${reaching}::int[])
    ), often as (
      select person from week group by person having count(*) > 3
    ), reached as (
      select t.number_id, count(*) as reached,
        count(*) filter (where ((t.number_id, t.person) in (select k.number_id, k.person from known k)) is not true) as first_contacts
      from today t group by t.number_id
    ), weekly as (
      select w.number_id, count(*) as week_reached,
        count(*) filter (where (w.person in (select o.person from often o)) is true) as week_over_three
      from (select distinct number_id, person from week) w group by w.number_id
    )
    insert into people_days as p (workspace_id, number_id, day, reached, first_contacts, week_reached, week_over_three)
    select ${workspaceId}::uuid, n.id, ${day}::date, coalesce(r.reached, 0), coalesce(r.first_contacts, 0),
      coalesce(w.week_reached, 0), coalesce(w.week_over_three, 0)
    from numbers n
    left join reached r on r.number_id = n.id
    left join weekly w on w.number_id = n.id
    where n.workspace_id = ${workspaceId}
      and (w.number_id is not null or exists (
        select 1 from number_days d where d.workspace_id = n.workspace_id and d.number_id = n.id and d.day = ${day}::date))
    on conflict (workspace_id, number_id, day) do update set
      reached = excluded.reached, first_contacts = excluded.first_contacts, week_reached = excluded.week_reached,
      week_over_three = excluded.week_over_three
    where (p.reached, p.first_contacts, p.week_reached, p.week_over_three)
      is distinct from (excluded.reached, excluded.first_contacts, excluded.week_reached, excluded.week_over_three)
    returning p.number_id`;
  return changed.map((row) => row.number_id);
}
