import type { Sql } from "postgres";
import { categoryIds, kindIds } from "@/lib/domain/counts";
import type { Instant } from "@/lib/domain/event";

const reaching = [kindIds.sent, kindIds.delivered, kindIds.read];
const longestLook = "10s";
const canceled = "57014";

/**
 * Of the people who asked to stop after a campaign, how many had no message from the number in the 90 days before
 * `dayStart`. Reads that number's events of 90 days: for the one mail that tells of it. Undefined when it takes too long.
 */
export async function countNewcomers(
  sql: Sql,
  workspaceId: string,
  run: { numberId: string; label: number | null; from: Instant; to: Instant },
  dayStart: Instant,
): Promise<{ stopped: number; newcomers: number } | undefined> {
  const of =
    run.label === null
      ? sql`campaign is null and message_at >= ${new Date(run.from)} and message_at < ${new Date(run.to)}
          and category in (${categoryIds.unknown}, ${categoryIds.marketing})`
      : sql`campaign = ${run.label}`;
  try {
    return await sql.begin(async (tx) => {
      await tx`select set_config('statement_timeout', ${longestLook}, true)`;
      const [row] = await tx<{ stopped: number; newcomers: number }[]>`
        with stopped as (
          select distinct person from opt_outs
          where workspace_id = ${workspaceId} and number_id = ${run.numberId} and at >= ${new Date(run.from)}
            and counted and ${of}
        ), known as (
          select distinct e.person from events e join stopped s on s.person = e.person
          where e.workspace_id = ${workspaceId} and e.number_id = ${run.numberId}
            and e.at >= ${new Date(dayStart)}::timestamptz - interval '90 days' and e.at < ${new Date(dayStart)}
            and e.kind = any(${reaching}::int[])
        )
        select (select count(*) from stopped)::int as stopped,
          (select count(*) from stopped s where not exists (select 1 from known k where k.person = s.person))::int as newcomers`;
      return row;
    });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === canceled) return undefined;
    throw error;
  }
}
