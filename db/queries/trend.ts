import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { Counts } from "@/lib/domain/counts";
import type { Instant } from "@/lib/domain/event";

export interface StepCounts extends Counts {
  at: Instant;
}

const sums = sql.raw(
  [
    ["sent", "sent"],
    ["delivered", "delivered"],
    ["read", "read"],
    ["read_24h", "read24h"],
    ["failed", "failed"],
    ["replied", "replied"],
    ["blocked", "blocked"],
    ["reported", "reported"],
    ["opted_out", "optedOut"],
    ["opted_in", "optedIn"],
  ]
    .map(([column, name]) => `sum(${column})::int as "${name}"`)
    .join(", "),
);
const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`);
const moment = (at: Date) => sql`${at.toISOString()}::timestamptz`;

export async function listHourCounts(
  db: Db,
  workspaceId: string,
  numberId: string,
  from: Date,
  to: Date,
): Promise<StepCounts[]> {
  const rows = await db.execute(sql`
    select ${ms("hour")} as at, ${sums} from number_hours
    where workspace_id = ${workspaceId} and number_id = ${numberId} and hour >= ${moment(from)} and hour < ${moment(to)}
    group by hour`);
  return rows as unknown as StepCounts[];
}

/** `at` is the local date; the caller knows where that day began. */
export async function listDayCounts(
  db: Db,
  workspaceId: string,
  numberId: string,
  fromDay: string,
  toDay: string,
): Promise<(Counts & { day: string })[]> {
  const rows = await db.execute(sql`
    select day::text as day, ${sums} from number_days
    where workspace_id = ${workspaceId} and number_id = ${numberId} and day >= ${fromDay}::date and day <= ${toDay}::date
    group by day`);
  return rows as unknown as (Counts & { day: string })[];
}

/** Failures per hour and code: whose fault a code is, is looked up when it is read. */
export async function listFailureHours(
  db: Db,
  workspaceId: string,
  numberId: string,
  from: Date,
  to: Date,
): Promise<{ at: Instant; code: number; count: number }[]> {
  const rows = await db.execute(sql`
    select ${ms("hour")} as at, code, sum(count)::int as count from failure_hours
    where workspace_id = ${workspaceId} and number_id = ${numberId} and hour >= ${moment(from)} and hour < ${moment(to)}
    group by hour, code`);
  return rows as unknown as { at: Instant; code: number; count: number }[];
}

/** The last score of each hour, ascending; what was said then stands before what was computed afterwards. */
export async function listScoreHours(
  db: Db,
  workspaceId: string,
  numberId: string,
  from: Date,
  to: Date,
): Promise<{ at: Instant; score: number | null; reconstructed: boolean }[]> {
  const rows = await db.execute(sql`
    select distinct on (hour) ${ms("hour")} as at, last as score, origin = 'reconstructed' as reconstructed
    from score_hours
    where workspace_id = ${workspaceId} and number_id = ${numberId} and hour >= ${moment(from)} and hour < ${moment(to)}
    order by hour, origin`);
  return rows as unknown as { at: Instant; score: number | null; reconstructed: boolean }[];
}
