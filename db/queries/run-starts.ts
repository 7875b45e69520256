import type { Sql } from "postgres";
import { categoryIds, kindIds } from "@/lib/domain/counts";
import type { Instant } from "@/lib/domain/event";

export interface RunHour {
  numberId: string;
  /** Null for marketing that names no campaign. */
  label: number | null;
  hour: Instant;
}

/** The first message of a campaign in its first hour; what names it may have come later, and then stands in `seen`. */
export async function findFirstMessage(
  sql: Sql,
  workspaceId: string,
  { numberId, label, hour }: RunHour,
): Promise<Instant | undefined> {
  const of =
    label === null
      ? sql`coalesce(s.campaign, e.campaign) is null
          and coalesce(nullif(s.category, 0), e.category) in (${categoryIds.unknown}, ${categoryIds.marketing})`
      : sql`coalesce(s.campaign, e.campaign) = ${label}`;
  const [row] = await sql<{ at: Date }[]>`
    select e.at from events e
    left join seen s on s.workspace_id = e.workspace_id and s.number_id = e.number_id and s.key = e.message
    where e.workspace_id = ${workspaceId} and e.number_id = ${numberId}
      and e.at >= ${new Date(hour)} and e.at < ${new Date(hour + 3_600_000)}
      and e.kind in (${kindIds.sent}, ${kindIds.delivered}, ${kindIds.failed}) and ${of}
    order by e.at limit 1`;
  return row?.at.getTime();
}

/** Looking again is harmless: a message that came late may have been earlier. */
export async function writeRunStart(
  sql: Sql,
  workspaceId: string,
  { numberId, label, hour }: RunHour,
  firstAt: Instant,
): Promise<void> {
  await sql`
    insert into run_starts as t (workspace_id, number_id, label_id, hour, first_at)
    values (${workspaceId}, ${numberId}, ${label ?? 0}, ${new Date(hour)}, ${new Date(firstAt)})
    on conflict (workspace_id, number_id, label_id, hour) do update set first_at = excluded.first_at
    where t.first_at <> excluded.first_at`;
}
