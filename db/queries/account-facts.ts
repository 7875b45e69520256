import type { Sql } from "postgres";
import type { FactRow } from "./windows";

/** Facts of an account and its templates: all since `from`, and of each node and kind the newest before. */
export async function listAccountFacts(
  sql: Sql,
  workspaceId: string,
  accountId: string,
  from: Date,
  now: Date,
): Promise<FactRow[]> {
  return sql<FactRow[]>`
    with nodes as (
      select 'account' as node, ${accountId}::uuid as id, null::text as template
      union all select 'template', t.id, t.name from templates t
        where t.workspace_id = ${workspaceId} and t.account_id = ${accountId}
    ), known as (
      select nodes.node, nodes.id, nodes.template, f.at, f.kind, f.value, f.until, f.detail,
        rank() over (partition by nodes.node, nodes.id, f.kind, f.at < ${from} order by f.at desc) as place
      from nodes join facts f on f.workspace_id = ${workspaceId} and f.node_kind = nodes.node
        and f.node_id = nodes.id and f.at <= ${now}
    )
    select node, id as "nodeId", template, (extract(epoch from at) * 1000)::float8 as at, kind, value,
      (extract(epoch from until) * 1000)::float8 as until, detail
    from known where at >= ${from} or place = 1
    order by known.at, kind, node, template, id`;
}
