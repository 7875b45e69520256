import { eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { workspaces } from "@/db/schema";
import type { AlertEvidence } from "@/lib/domain/alert/evidence";
import type { Target } from "@/lib/domain/alert/rule";
import { categoryIds, dimensions, kindIds } from "@/lib/domain/counts";
import type { Instant } from "@/lib/domain/event";
import type { Reach } from "@/lib/domain/reach";
import { uuids } from "./campaigns";
import { seesNumber } from "./reach";

const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`);
const moment = (at: Instant) => sql`${new Date(at).toISOString()}::timestamptz`;

export interface CastNumber {
  id: string;
  name: string | null;
  number: string | null;
  phoneNumberId: string | null;
  behaviour: number | null;
}

/** Who a mail is about: the target's own name, its account, and all numbers it reaches within the receiver's reach. */
export interface Cast {
  workspace: string;
  zone: string;
  name: string | null;
  accountId: string | null;
  numbers: CastNumber[];
}

export async function findCast(db: Db, reach: Reach, target: Target): Promise<Cast | undefined> {
  const { workspaceId } = reach;
  const rows = await db.execute(sql`
    select w.name as workspace, w.zone, ${nameOf(workspaceId, target)} as name, ${accountOf(workspaceId, target)} as "accountId",
      (select coalesce(json_agg(json_build_object('id', n.id, 'name', coalesce(n.given_name, n.name), 'number', n.number, 'behaviour', s.behaviour,
          'phoneNumberId', (select min(p.value) from number_aliases p where p.workspace_id = n.workspace_id
            and p.number_id = n.id and p.kind = 'phone_number_id')) order by n.created_at, coalesce(n.given_name, n.name)), '[]')
        from numbers n left join score_now s on s.workspace_id = n.workspace_id and s.node_kind = 'number' and s.node_id = n.id
        where n.workspace_id = ${workspaceId}::uuid and n.merged_into is null and not n.test and ${seesNumber(reach, "n")}
          and ${isReached(workspaceId, target)}) as numbers
    from workspaces w where w.id = ${workspaceId}::uuid`);
  return (rows as unknown as Cast[])[0];
}

function nameOf(workspaceId: string, { kind, id }: Target) {
  if (kind === "number") return sql`null::text`;
  return kind === "account"
    ? sql`(select coalesce(a.given_name, a.name, a.waba_id) from accounts a where a.workspace_id = ${workspaceId}::uuid and a.id = ${id}::uuid)`
    : sql`(select s.name from sources s where s.workspace_id = ${workspaceId}::uuid and s.id = ${id})`;
}

function accountOf(workspaceId: string, { kind, id }: Target) {
  if (kind === "source") return sql`null::uuid`;
  return kind === "account"
    ? sql`${id}::uuid`
    : sql`(select m.account_id from numbers m where m.workspace_id = ${workspaceId}::uuid and m.id = ${id}::uuid)`;
}

function isReached(workspaceId: string, { kind, id }: Target) {
  if (kind === "number") return sql`n.id = ${id}::uuid`;
  return kind === "account"
    ? sql`n.account_id = ${id}::uuid`
    : sql`exists (select 1 from source_numbers x where x.workspace_id = ${workspaceId}::uuid and x.source_id = ${id}
        and x.number_id = n.id)`;
}

/** Last score of each hour; a live row stands before a reconstructed one. */
export async function listScoreHours(
  db: Db,
  workspaceId: string,
  numberId: string,
  from: Instant,
  to: Instant,
): Promise<{ at: Instant; score: number | null }[]> {
  const rows = await db.execute(sql`
    select distinct on (hour) ${ms("hour")} as at, last as score from score_hours
    where workspace_id = ${workspaceId}::uuid and number_id = ${numberId}::uuid
      and hour >= ${moment(from)} and hour <= ${moment(to)}
    order by hour, origin`);
  return rows as unknown as { at: Instant; score: number | null }[];
}

/** The moment of the first (or last) message of a campaign within one hour; of any marketing when `campaign` is null. */
export async function findMessageWithin(
  db: Db,
  workspaceId: string,
  numberId: string,
  hour: Instant,
  which: "first" | "last",
  campaign: number | null,
): Promise<Instant | undefined> {
  const of =
    campaign === null
      ? sql`category in (${categoryIds.marketing}, ${categoryIds.unknown})`
      : sql`campaign = ${campaign}`;
  const rows = await db.execute(sql`
    select ${ms(which === "first" ? "min(at)" : "max(at)")} as at from events
    where workspace_id = ${workspaceId}::uuid and number_id = ${numberId}::uuid and at >= ${moment(hour)}
      and at < ${moment(hour)} + interval '1 hour' and kind in (${kindIds.sent}, ${kindIds.delivered}) and ${of}`);
  return (rows as unknown as { at: Instant | null }[])[0]?.at ?? undefined;
}

export interface ListHarm {
  name: string;
  optedOut: number;
  firstHour: Instant;
}

/** The list that most opt-outs of a campaign came from. */
export async function findWorstList(
  db: Db,
  workspaceId: string,
  numberId: string,
  campaign: number | null,
  from: Instant,
): Promise<ListHarm | undefined> {
  const of = campaign === null ? sql`o.campaign is null` : sql`o.campaign = ${campaign}`;
  const rows = await db.execute(sql`
    with worst as (
      select o.list, count(*)::int as count from opt_outs o
      where o.workspace_id = ${workspaceId}::uuid and o.number_id = ${numberId}::uuid and o.at >= ${moment(from)}
        and ${of} and o.list is not null
      group by o.list order by count(*) desc limit 1
    )
    select l.text as name, worst.count as "optedOut", (select ${ms("min(b.hour)")} from breakdown_hours b
        where b.workspace_id = ${workspaceId}::uuid and b.number_id = ${numberId}::uuid
          and b.dimension = ${dimensions.list} and b.label_id = worst.list) as "firstHour"
    from worst join labels l on l.workspace_id = ${workspaceId}::uuid and l.id = worst.list`);
  return (rows as unknown as ListHarm[])[0];
}

/** Start of the last hour with marketing, and of the last with messages to one list. */
export async function findLastMarketing(
  db: Db,
  workspaceId: string,
  numberId: string,
  list: string | null,
): Promise<{ hour: Instant | null; listHour: Instant | null }> {
  const rows = await db.execute(sql`
    select (select ${ms("max(hour)")} from breakdown_hours where workspace_id = ${workspaceId}::uuid
        and number_id = ${numberId}::uuid and dimension = ${dimensions.category}
        and label_id in (${categoryIds.marketing}, ${categoryIds.unknown}) and sent > 0) as hour,
      (select ${ms("max(b.hour)")} from breakdown_hours b join labels l on l.workspace_id = b.workspace_id and l.id = b.label_id
        where b.workspace_id = ${workspaceId}::uuid and b.number_id = ${numberId}::uuid
          and b.dimension = ${dimensions.list} and l.text = ${list} and b.sent > 0) as "listHour"`);
  return (
    (rows as unknown as { hour: Instant | null; listHour: Instant | null }[])[0] ?? {
      hour: null,
      listHour: null,
    }
  );
}

export interface HarmfulCampaign {
  name: string;
  at: Instant;
  reached: number;
  optedOut: number;
  /** Opt-outs and deliveries of the number in the 28 days before. */
  usualOptedOut: number;
  usualReached: number;
}

/** The last campaign of these numbers that many people asked to stop after. */
export async function findHarmfulCampaign(
  db: Db,
  workspaceId: string,
  numberIds: readonly string[],
  from: Instant,
  to: Instant,
): Promise<HarmfulCampaign | undefined> {
  const rows = await db.execute(sql`
    with c as (
      select b.number_id, b.label_id, min(b.hour) filter (where b.sent + b.delivered > 0) as began,
        sum(b.delivered)::int as reached, sum(b.opted_out)::int as opted_out
      from breakdown_hours b
      where b.workspace_id = ${workspaceId}::uuid and b.number_id = any(${uuids(numberIds)}) and b.dimension = ${dimensions.campaign}
        and b.hour >= ${moment(from)} and b.hour <= ${moment(to)}
      group by b.number_id, b.label_id
      having sum(b.delivered) >= 200 and sum(b.opted_out) >= 0.02 * sum(b.delivered)
      order by 3 desc limit 1
    )
    select l.text as name, ${ms("c.began")} as at, c.reached, c.opted_out as "optedOut", u.opted_out as "usualOptedOut",
      u.reached as "usualReached"
    from c join labels l on l.workspace_id = ${workspaceId}::uuid and l.id = c.label_id
    cross join lateral (
      select coalesce(sum(m.opted_out), 0)::int as opted_out, coalesce(sum(m.delivered), 0)::int as reached
      from breakdown_hours m where m.workspace_id = ${workspaceId}::uuid and m.number_id = c.number_id
        and m.dimension = ${dimensions.category} and m.label_id in (${categoryIds.marketing}, ${categoryIds.unknown})
        and m.hour < c.began and m.hour >= c.began - interval '28 days'
    ) u`);
  return (rows as unknown as HarmfulCampaign[])[0];
}

export interface FirstHighAlert {
  at: Instant;
  acknowledgedAt: Instant | null;
  evidence: AlertEvidence;
}

/** The first time since `from` that one of these numbers turned high. */
export async function findFirstHighAlert(
  db: Db,
  workspaceId: string,
  numberIds: readonly string[],
  from: Instant,
): Promise<FirstHighAlert | undefined> {
  const rows = await db.execute(sql`
    select ${ms("opened_at")} as at, ${ms("acknowledged_at")} as "acknowledgedAt", evidence from alerts
    where workspace_id = ${workspaceId}::uuid and rule = 'number_high' and target_kind = 'number'
      and target_id = any(${`{${numberIds.join(",")}}`}::text[]) and opened_at >= ${moment(from)}
    order by opened_at limit 1`);
  return (rows as unknown as FirstHighAlert[])[0];
}

export async function findWorkspaceName(
  db: Db,
  workspaceId: string,
): Promise<{ name: string; zone: string } | undefined> {
  const [row] = await db
    .select({ name: workspaces.name, zone: workspaces.zone })
    .from(workspaces)
    .where(eq(workspaces.id, workspaceId));
  return row;
}
