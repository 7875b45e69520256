import type { Sql, TransactionSql } from "postgres";
import { categoryIds, dimensions } from "@/lib/domain/counts";
import type { Instant } from "@/lib/domain/event";

/** What only some windows need: asked for when the facts or the harm of a number make it matter. */
type Raw = Sql | TransactionSql;

export interface ProofRow {
  own: boolean;
  sentHour: Instant | null;
  deliveredHour: Instant | null;
}

const business = [categoryIds.marketing, categoryIds.utility, categoryIds.authentication];

/** The last hours with a business-initiated message sent and delivered: of the number, and of all numbers of its account. */
export async function listBusinessProofs(
  sql: Raw,
  workspaceId: string,
  node: { numberId: string | null; accountId: string | null },
  from: Date,
  to: Date,
): Promise<ProofRow[]> {
  return sql<ProofRow[]>`
    select n.id is not distinct from ${node.numberId}::uuid as own,
      (extract(epoch from max(b.hour) filter (where b.sent > 0)) * 1000)::float8 as "sentHour",
      (extract(epoch from max(b.hour) filter (where b.delivered > 0)) * 1000)::float8 as "deliveredHour"
    from numbers n
    join breakdown_hours b on b.workspace_id = n.workspace_id and b.number_id = n.id
      and b.dimension = ${dimensions.category} and b.label_id = any(${business}::int[])
      and b.hour >= ${from} and b.hour < ${to}
    where n.workspace_id = ${workspaceId}
      and (n.id = ${node.numberId}::uuid or n.account_id = ${node.accountId})
    group by n.id`;
}

/** Which of these templates the number itself, or another number of its account, is known to have sent. */
export async function listTemplateUse(
  sql: Raw,
  workspaceId: string,
  node: { numberId: string; accountId: string | null },
  names: readonly string[],
  from: Date,
): Promise<{ name: string; own: boolean }[]> {
  return sql<{ name: string; own: boolean }[]>`
    select l.text as name, bool_or(n.id = ${node.numberId}) as own
    from labels l
    cross join numbers n
    where l.workspace_id = ${workspaceId} and l.dimension = ${dimensions.template}
      and l.text = any(${names as string[]})
      and n.workspace_id = ${workspaceId}
      and (n.id = ${node.numberId} or n.account_id = ${node.accountId})
      and exists (
        select 1 from breakdown_hours b
        where b.workspace_id = ${workspaceId} and b.number_id = n.id and b.dimension = ${dimensions.template}
          and b.hour >= ${from} and b.label_id = l.id)
    group by l.text`;
}

export interface LabelHarm {
  dimension: number;
  text: string;
  harm: number;
  volume: number;
}

/** Harm (opt-outs, blocks, reports) and deliveries of each campaign, template and list of a number since `from`. */
export async function listLabelHarm(
  sql: Raw,
  workspaceId: string,
  numberId: string,
  from: Date,
  to: Date,
): Promise<LabelHarm[]> {
  return sql<LabelHarm[]>`
    select b.dimension, l.text, sum(b.opted_out + b.blocked + b.reported)::float8 as harm, sum(b.delivered)::float8 as volume
    from breakdown_hours b
    join labels l on l.workspace_id = b.workspace_id and l.id = b.label_id
    where b.workspace_id = ${workspaceId} and b.number_id = ${numberId}
      and b.dimension = any(${[dimensions.template, dimensions.campaign, dimensions.list]}::int[])
      and b.hour >= ${from} and b.hour < ${to}
    group by b.dimension, l.text
    order by harm desc, l.text`;
}

/** What people here called the recognised campaign that most of those who stopped since `from` had answered. */
export async function findNamedRun(
  sql: Raw,
  workspaceId: string,
  numberId: string,
  from: Date,
  to: Date,
): Promise<string | undefined> {
  const [row] = await sql<{ name: string }[]>`
    select r.name from run_names r
    join opt_outs o on o.workspace_id = r.workspace_id and o.number_id = r.number_id and o.counted and o.campaign is null
      and o.at >= ${from} and o.at < ${to} and o.message_at >= r.started_at and o.message_at < r.ended_at
    where r.workspace_id = ${workspaceId} and r.number_id = ${numberId} and r.ended_at >= ${from}::timestamptz - interval '3 days'
    group by r.name order by count(*) desc limit 1`;
  return row?.name;
}
