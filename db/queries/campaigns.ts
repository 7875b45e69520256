import { sql, type SQL } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { CampaignHour, UnlabelledOptOut } from "@/lib/domain/campaign-runs";
import { categoryIds, dimensions } from "@/lib/domain/counts";
import type { Instant } from "@/lib/domain/event";

export const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`);
export const moment = (at: Date) => sql`${at.toISOString()}::timestamptz`;
export const uuids = (ids: readonly string[]) => sql`${`{${ids.join(",")}}`}::uuid[]`;
export const integers = (some: readonly number[]) => sql`${`{${some.join(",")}}`}::int[]`;

/** Some numbers of one workspace over some time. */
export interface NumbersSpan {
  workspaceId: string;
  numberIds: readonly string[];
  from: Date;
  to: Date;
}

/** Statements on `breakdown_hours` and its like begin with this. */
export function withinSpan({ workspaceId, numberIds, from, to }: NumbersSpan): SQL {
  return sql`workspace_id = ${workspaceId}::uuid and number_id = any(${uuids(numberIds)})
    and hour >= ${moment(from)} and hour < ${moment(to)}`;
}

export interface NumberCampaignHour extends CampaignHour {
  numberId: string;
}

const counts = ["sent", "delivered", "read_24h", "failed", "opted_out", "blocked", "reported"];
const named = counts.map((column) => `sum(${column})::int as ${column}`).join(", ");
/** What is left of the marketing of an hour when its campaigns are taken out. */
const rest = counts
  .map(
    (column) =>
      `greatest(0, sum(case when dimension = ${dimensions.category} then ${column} else -${column} end))::int as ${column}`,
  )
  .join(", ");
const total = counts.join(" + ");

/** Hours of every campaign, and what is left of each hour's marketing as the campaign `null`. */
export async function listCampaignHours(db: Db, span: NumbersSpan): Promise<NumberCampaignHour[]> {
  const rows = await db.execute(sql`
    with b as materialized (
      select number_id, hour, dimension, label_id, ${sql.raw(counts.join(", "))} from breakdown_hours
      where ${withinSpan(span)} and (dimension = ${dimensions.campaign}
        or (dimension = ${dimensions.category} and label_id in (${categoryIds.unknown}, ${categoryIds.marketing})))
    ), r as (
      select number_id, hour, ${sql.raw(rest)} from b group by number_id, hour
    )
    select number_id as "numberId", ${ms("hour")} as hour, label, sent, delivered, read_24h as "read24h", failed,
      opted_out as "optedOut", blocked, reported
    from (
      select number_id, hour, label_id as label, ${sql.raw(named)} from b where dimension = ${dimensions.campaign}
      group by number_id, hour, label_id
      union all
      select number_id, hour, null, ${sql.raw(counts.join(", "))} from r where ${sql.raw(total)} > 0
    ) x`);
  return rows as unknown as NumberCampaignHour[];
}

/** People of these days who asked to stop after marketing that names no campaign. */
export async function listUnlabelledOptOuts(
  db: Db,
  { workspaceId, numberIds, from, to }: NumbersSpan,
): Promise<(UnlabelledOptOut & { numberId: string })[]> {
  const rows = await db.execute(sql`
    select number_id as "numberId", ${ms("at")} as at, ${ms("message_at")} as "messageAt" from opt_outs
    where workspace_id = ${workspaceId}::uuid and number_id = any(${uuids(numberIds)}) and at >= ${moment(from)}
      and at < ${moment(to)} and counted and campaign is null
      and category in (${categoryIds.unknown}, ${categoryIds.marketing})`);
  return rows as unknown as (UnlabelledOptOut & { numberId: string })[];
}

export interface RunName {
  numberId: string;
  startedAt: Instant;
  endedAt: Instant;
  name: string;
}

/** What people called campaigns that were only recognised, of those that ended after `from`. */
export async function listRunNames(
  db: Db,
  { workspaceId, numberIds, from }: Pick<NumbersSpan, "workspaceId" | "numberIds" | "from">,
): Promise<RunName[]> {
  const rows = await db.execute(sql`
    select number_id as "numberId", ${ms("started_at")} as "startedAt", ${ms("ended_at")} as "endedAt", name from run_names
    where workspace_id = ${workspaceId}::uuid and number_id = any(${uuids(numberIds)}) and ended_at >= ${moment(from)}
    order by named_at desc`);
  return rows as unknown as RunName[];
}

export interface RunStart {
  numberId: string;
  labelId: number;
  hour: Instant;
  firstAt: Instant;
}

export async function listRunStarts(
  db: Db,
  { workspaceId, numberIds, from }: Pick<NumbersSpan, "workspaceId" | "numberIds" | "from">,
): Promise<RunStart[]> {
  const rows = await db.execute(sql`
    select number_id as "numberId", label_id as "labelId", ${ms("hour")} as hour, ${ms("first_at")} as "firstAt"
    from run_starts
    where workspace_id = ${workspaceId}::uuid and number_id = any(${uuids(numberIds)}) and hour >= ${moment(from)}`);
  return rows as unknown as RunStart[];
}

export async function listLabelTexts(
  db: Db,
  workspaceId: string,
  ids: readonly number[],
): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.execute(sql`
    select id, text from labels where workspace_id = ${workspaceId}::uuid and id = any(${integers(ids)})`);
  return new Map(
    (rows as unknown as { id: number; text: string }[]).map(({ id, text }) => [id, text]),
  );
}
