import type { Sql, TransactionSql } from "postgres";
import { dimensions } from "@/lib/domain/counts";
import type { FactDetail, Instant, PlatformKind } from "@/lib/domain/event";
import type { PeopleDay, SourceSight, WindowSpan } from "@/lib/domain/score/window";
import { countColumns } from "./count-columns";

/** sent, delivered, read, read24h, failed, replied, blocked, reported, optedOut, optedIn: the order of `countNames`. */
export type CountCells = [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

/** [start of the hour, category, …counts], ascending. */
export type HourCells = [Instant, number, ...CountCells];
/** [local date, category, …counts], ascending. */
export type DayCells = [string, number, ...CountCells];

export interface FactRow {
  node: "number" | "account" | "template";
  nodeId: string;
  template: string | null;
  at: Instant;
  kind: PlatformKind;
  value: string | null;
  until: Instant | null;
  detail: FactDetail | null;
}

export interface PreviousScore {
  scoredAt: Instant;
  score: number | null;
  behaviour: number;
  sparkline: (number | null)[];
}

export interface WindowRows {
  /** False for test numbers and for those merged into another; null for unknown ones. */
  scored: boolean | null;
  /** The row that a new score replaces: it is overwritten only when nobody else has done so meanwhile. */
  previous: PreviousScore | null;
  accountId: string | null;
  accountName: string | null;
  hours: HourCells[];
  days: DayCells[];
  failureDays: [day: string, code: number, count: number][];
  failureHours: [hour: Instant, code: number, count: number][];
  leaks: [hour: Instant, campaign: string | null, count: number][];
  people: PeopleDay[];
  firstDay: string | null;
  facts: FactRow[];
  sources: SourceSight[];
}

const cells = countColumns.join(", ");
const sums = countColumns.map((column) => `sum(${column}) as ${column}`).join(", ");

const ms = (moment: string) => `(extract(epoch from ${moment}) * 1000)::bigint`;
const listOf = (items: string, from: string, order: string) =>
  `(select coalesce(json_agg(json_build_array(${items}) order by ${order}), '[]') from (${from}) q)`;

/**
 * Everything of one number that its score is computed from, in one round trip and one snapshot. Nothing after `now`
 * ($4) is read, so that a past hour can be computed again. For 30 days after a number came to another client everybody
 * is a stranger to it, so nobody is judged as one. Parameters: workspace, number, zone, now, hoursFrom,
 * daysFrom, leaksFrom, factsFrom, first local day, today, codes of a lock.
 */
const statement = `
with n as (
  select n.account_id, coalesce(a.given_name, a.name) as account_name, not n.test and n.merged_into is null as scored,
    (n.people_since at time zone $3)::date as strangers_from
  from numbers n left join accounts a on a.workspace_id = n.workspace_id and a.id = n.account_id
  where n.workspace_id = $1 and n.id = $2
), b as materialized (
  select hour, label_id, ${cells}
  from breakdown_hours
  where workspace_id = $1 and number_id = $2 and dimension = ${dimensions.category}
    and hour >= $6 and hour < $4
), f as materialized (
  select hour, code, count from failure_hours
  where workspace_id = $1 and number_id = $2 and hour >= $6 and hour < $4
), nodes as (
  select 'number' as node, $2::uuid as id, null as template
  union all select 'account', account_id, null from n where account_id is not null
  union all select 'template', t.id, t.name
    from n join templates t on t.workspace_id = $1 and t.account_id = n.account_id
), known as (
  select nodes.node, nodes.id, nodes.template, f.at, f.kind, f.value, f.until, f.detail,
    rank() over (partition by nodes.node, nodes.id, f.kind, f.at < $8 order by f.at desc) as place
  from nodes
  join facts f on f.workspace_id = $1 and f.node_kind = nodes.node and f.node_id = nodes.id and f.at <= $4
)
select
  (select scored from n) as scored,
  (select json_build_object('scoredAt', ${ms("scored_at")}, 'sparkline', sparkline,
      'score', score, 'behaviour', behaviour) from score_now
    where workspace_id = $1 and node_kind = 'number' and node_id = $2) as previous,
  (select account_id from n) as "accountId",
  (select account_name from n) as "accountName",
  ${listOf(
    `${ms("hour")}, label_id, ${cells}`,
    `select hour, label_id, ${sums} from b where hour >= $5 group by hour, label_id`,
    "hour, label_id",
  )} as hours,
  ${listOf(
    `day, label_id, ${cells}`,
    `select (hour at time zone $3)::date as day, label_id, ${sums} from b group by 1, 2`,
    "day, label_id",
  )} as days,
  ${listOf(
    "day, code, count",
    "select (hour at time zone $3)::date as day, code, sum(count) as count from f group by 1, 2",
    "day, code",
  )} as "failureDays",
  ${listOf(
    `${ms("hour")}, code, count`,
    "select hour, code, sum(count) as count from f where hour >= $5 or code = any($11::int[]) group by 1, 2",
    "hour, code",
  )} as "failureHours",
  ${listOf(
    `${ms("hour")}, campaign, count`,
    `select l.at - ((l.at at time zone $3) - date_trunc('hour', l.at at time zone $3)) as hour,
       c.text as campaign, count(*) as count
     from leaks l left join labels c on c.workspace_id = $1 and c.id = l.campaign
     where l.workspace_id = $1 and l.number_id = $2 and l.at >= $7 and l.at <= $4 group by 1, 2`,
    "hour, campaign",
  )} as leaks,
  (select coalesce(json_agg(json_build_object('day', day, 'reached', case when day >= n.strangers_from and day < n.strangers_from + 30 then 0 else reached end,
      'firstContacts', first_contacts,
      'weekReached', week_reached, 'weekOverThree', week_over_three) order by day), '[]')
    from people_days cross join n
    where workspace_id = $1 and number_id = $2 and day >= $9::date and day <= $10::date) as people,
  (select min(day)::text from number_days where workspace_id = $1 and number_id = $2 and day <= $10::date) as "firstDay",
  (select coalesce(json_agg(json_build_object('node', node, 'nodeId', id, 'template', template, 'at', ${ms("at")},
      'kind', kind, 'value', value, 'until', ${ms("until")}, 'detail', detail) order by at, kind, node, template, id), '[]')
    from known where at >= $8 or place = 1) as facts,
  (select coalesce(json_agg(json_build_object('provider', s.provider, 'readsAnswers', s.reads_answers,
      'noticesOnly', s.notices_only, 'tokenState', s.token_state, 'lastEventAt', ${ms("s.last_event_at")},
      'lastNoticeAt', ${ms("s.last_notice_at")}, 'polledAt', ${ms("s.polled_at")},
      'subscribedAt', ${ms("s.subscribed_at")}) order by s.id), '[]')
    from source_numbers sn
    join sources s on s.workspace_id = $1 and s.id = sn.source_id and s.state = 'active'
    where sn.workspace_id = $1 and sn.number_id = $2) as sources`;

export async function loadWindowRows(
  sql: Sql | TransactionSql,
  workspaceId: string,
  numberId: string,
  zone: string,
  now: Date,
  span: WindowSpan,
  lockCodes: readonly number[],
): Promise<WindowRows> {
  const moments = [now.getTime(), span.hoursFrom, span.daysFrom, span.leaksFrom, span.factsFrom];
  const [row] = await sql.unsafe<WindowRows[]>(
    statement,
    [
      workspaceId,
      numberId,
      zone,
      ...moments.map((moment) => new Date(moment).toISOString()),
      span.firstDay,
      span.today,
      `{${lockCodes.join(",")}}`,
    ],
    { prepare: true },
  );
  if (!row) throw new Error("a select without a table gave no row");
  return row;
}

/** Undefined for a workspace that is gone. */
export async function findZone(sql: Sql, workspaceId: string): Promise<string | undefined> {
  const [row] = await sql<
    { zone: string }[]
  >`select zone from workspaces where id = ${workspaceId}`;
  return row?.zone;
}
