import type { Sql } from "postgres";
import { categoryIds, kindIds } from "@/lib/domain/counts";

/**
 * Marketing sent to a person after a no that arrived late: from the no's binding on, until a yes if one came since,
 * and again from the no after that yes.
 * Returns the numbers that sent it. Repeating finds nothing new.
 */
export async function insertLateLeaks(
  sql: Sql,
  workspaceId: string,
  person: string,
  saidNoAt: Date,
  graceHours: number,
): Promise<string[]> {
  const rows = await sql<{ numberId: string }[]>`
    with found as (
      insert into leaks (workspace_id, number_id, at, dedupe, person, said_no_at, campaign, list)
      select e.workspace_id, e.number_id, e.at, e.dedupe, e.person, ${saidNoAt}, e.campaign, e.list
      from events e
      left join people p on p.workspace_id = e.workspace_id and p.person = e.person
      where e.workspace_id = ${workspaceId} and e.person = ${person} and e.kind = ${kindIds.sent}
        and e.category = any(${[categoryIds.unknown, categoryIds.marketing]}::int[])
        and e.at > ${saidNoAt}::timestamptz + make_interval(hours => ${graceHours})
        and (p.said_yes_at is null or p.said_yes_at < ${saidNoAt} or e.at < p.said_yes_at
          or (p.said_no_at > p.said_yes_at and e.at > p.said_no_at + make_interval(hours => ${graceHours})))
      on conflict do nothing
      returning number_id
    )
    select distinct number_id as "numberId" from found`;
  return rows.map(({ numberId }) => numberId);
}
