import type { Sql } from "postgres";
import type { FactDetail, PlatformKind } from "@/lib/domain/event";

export interface LatestFact {
  nodeId: string;
  kind: PlatformKind;
  value: string | null;
  detail: FactDetail | null;
}

/** The newest fact of each of these kinds of each of these nodes. */
export async function listLatestFacts(
  sql: Sql,
  workspaceId: string,
  nodeIds: readonly string[],
  kinds: readonly PlatformKind[],
): Promise<LatestFact[]> {
  return sql<LatestFact[]>`
    select distinct on (node_id, kind) node_id as "nodeId", kind, value, detail
    from facts
    where workspace_id = ${workspaceId} and node_kind in ('number', 'account')
      and node_id = any(${nodeIds as string[]}::uuid[]) and kind = any(${kinds as string[]}::text[])
    order by node_id, kind, at desc`;
}

/** WhatsApp's ids of the accounts whose numbers a source has reported on. */
export async function listSourceAccounts(
  sql: Sql,
  workspaceId: string,
  sourceId: string,
): Promise<string[]> {
  const rows = await sql<{ wabaId: string }[]>`
    select distinct a.waba_id as "wabaId"
    from source_numbers sn
    join numbers n on n.workspace_id = sn.workspace_id and n.id = sn.number_id and not n.test
    join accounts a on a.workspace_id = n.workspace_id and a.id = n.account_id
    where sn.workspace_id = ${workspaceId} and sn.source_id = ${sourceId}
    order by 1`;
  return rows.map(({ wabaId }) => wabaId);
}

/** The name that WhatsApp gives; the one that people give stands beside it. */
export async function keepNumberName(
  sql: Sql,
  workspaceId: string,
  id: string,
  name: string,
): Promise<void> {
  await sql`update numbers set name = ${name}
    where workspace_id = ${workspaceId} and id = ${id} and name is distinct from ${name}`;
}

export async function keepAccountName(
  sql: Sql,
  workspaceId: string,
  id: string,
  name: string,
): Promise<void> {
  await sql`update accounts set name = ${name}
    where workspace_id = ${workspaceId} and id = ${id} and name is distinct from ${name}`;
}

/** What a poll found changes what can be seen of every number of the source: all look again. */
export async function markSourceNumbersDue(
  sql: Sql,
  workspaceId: string,
  sourceId: string,
  at: Date,
): Promise<void> {
  await sql`
    insert into due as t (workspace_id, kind, target_id, due_at)
    select sn.workspace_id, 'score', sn.number_id::text, ${at} from source_numbers sn
    where sn.workspace_id = ${workspaceId} and sn.source_id = ${sourceId} order by 3
    on conflict (workspace_id, kind, target_id) do update set due_at = least(t.due_at, excluded.due_at)`;
}
