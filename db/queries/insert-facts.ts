import type { Sql, TransactionSql } from "postgres";
import type { FactDetail, Instant, PlatformKind } from "@/lib/domain/event";

export interface FactRow {
  nodeKind: "account" | "number" | "template";
  nodeId: string;
  /** The account whose numbers must look again; for a number's own fact none. */
  accountId?: string | undefined;
  at: Instant;
  dedupe: string;
  /** The client's own id: the fact counts once whatever its `at`. */
  once?: boolean | undefined;
  kind: PlatformKind;
  value?: string | undefined;
  until?: Instant | undefined;
  detail?: FactDetail | undefined;
  /** The import that brought it. */
  origin?: number | undefined;
  /** Who typed it in. */
  enteredBy?: string | undefined;
}

/** Stores facts and marks everything they touch due now. Returns for each whether it was new; repeating changes nothing. */
export async function insertFacts(
  sql: Sql,
  workspaceId: string,
  rows: readonly FactRow[],
  now: Instant,
): Promise<boolean[]> {
  return sql.begin(async (tx) => {
    const fresh: boolean[] = [];
    for (const row of rows) fresh.push(await insertFact(tx, workspaceId, row, now));
    for (const row of rows.filter((_, index) => fresh[index]))
      await markTouched(tx, workspaceId, row, now);
    return fresh;
  }) as Promise<boolean[]>;
}

async function insertFact(
  tx: TransactionSql,
  workspaceId: string,
  row: FactRow,
  now: Instant,
): Promise<boolean> {
  if (row.once && (await isKnown(tx, workspaceId, row))) return false;
  const inserted = await tx`
    insert into facts (workspace_id, node_kind, node_id, at, dedupe, kind, value, until, detail, received_at,
      entered_by, origin)
    values (${workspaceId}, ${row.nodeKind}, ${row.nodeId}, ${new Date(row.at)}, ${row.dedupe}, ${row.kind},
      ${row.value ?? null}, ${row.until === undefined ? null : new Date(row.until)},
      ${row.detail === undefined ? null : tx.json({ ...row.detail })}, ${new Date(now)},
      ${row.enteredBy ?? null}, ${row.origin ?? null})
    on conflict do nothing returning 1`;
  return inserted.length === 1;
}

/** Until the transaction ends, nobody else brings a fact of this node under the same id. */
async function isKnown(tx: TransactionSql, workspaceId: string, row: FactRow): Promise<boolean> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`fact ${row.nodeId} ${row.dedupe}`}, 0))`;
  const found = await tx`
    select 1 from facts where workspace_id = ${workspaceId} and node_kind = ${row.nodeKind}
      and node_id = ${row.nodeId} and dedupe = ${row.dedupe} limit 1`;
  return found.length > 0;
}

async function markTouched(
  tx: TransactionSql,
  workspaceId: string,
  row: FactRow,
  now: Instant,
): Promise<void> {
  const at = new Date(now);
  if (row.nodeKind === "number") return markDue(tx, workspaceId, "score", row.nodeId, at);
  if (row.accountId === undefined) return;
  await markDue(tx, workspaceId, "score_account", row.accountId, at);
  const numbers = await tx<{ id: string }[]>`
    select id from numbers where workspace_id = ${workspaceId} and account_id = ${row.accountId} and merged_into is null
    order by id`;
  for (const { id } of numbers) await markDue(tx, workspaceId, "score", id, at);
}

/** Work on the target starts no later than `at`; a mark that is earlier stays. */
export async function markDue(
  sql: Sql | TransactionSql,
  workspaceId: string,
  kind: string,
  targetId: string,
  at: Date,
): Promise<void> {
  await sql`
    insert into due as t (workspace_id, kind, target_id, due_at, marked_at)
    values (${workspaceId}, ${kind}, ${targetId}, ${at}, ${at})
    on conflict (workspace_id, kind, target_id) do update set
      due_at = least(t.due_at, excluded.due_at), marked_at = excluded.marked_at`;
}
