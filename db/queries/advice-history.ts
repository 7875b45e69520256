import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { dimensions } from "@/lib/domain/counts";
import type { Instant } from "@/lib/domain/event";
import type { Words } from "@/lib/domain/score/line";
import { moment, ms } from "./campaigns";

/** What the lines of past hours advised, oldest first: of each local day its last hour. */
export async function listPastAdvice(
  db: Db,
  workspaceId: string,
  numberId: string,
  zone: string,
  from: Date,
): Promise<{ at: Instant; advice: Words[] }[]> {
  const rows = await db.execute(sql`
    select ${ms("hour")} as at, jsonb_path_query_array(lines, '$[*] ? (@.points > 0 && @.advice != null).advice') as advice
    from (
      select distinct on (day) hour, lines from (
        select hour, origin, lines, (hour at time zone ${zone})::date as day from score_hours
        where workspace_id = ${workspaceId}::uuid and number_id = ${numberId}::uuid and hour >= ${moment(from)}
      ) h order by day, hour desc, origin
    ) x order by hour`);
  return rows as unknown as { at: Instant; advice: Words[] }[];
}

/** Starts of the last hours in which lists and templates of these names were used on the number. */
export async function listLastUses(
  db: Db,
  workspaceId: string,
  numberId: string,
  names: readonly string[],
): Promise<{ name: string; hour: Instant }[]> {
  if (names.length === 0) return [];
  const rows = await db.execute(sql`
    select l.text as name, ${ms("max(b.hour)")} as hour
    from labels l
    join breakdown_hours b on b.workspace_id = l.workspace_id and b.number_id = ${numberId}::uuid
      and b.dimension = l.dimension and b.label_id = l.id and b.sent + b.delivered > 0
    where l.workspace_id = ${workspaceId}::uuid and l.dimension in (${dimensions.list}, ${dimensions.template})
      and l.text in (select jsonb_array_elements_text(${JSON.stringify(names)}::jsonb))
    group by l.text`);
  return rows as unknown as { name: string; hour: Instant }[];
}
