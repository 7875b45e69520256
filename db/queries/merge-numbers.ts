import type { Sql, TransactionSql } from "postgres";
import { countColumns } from "./count-columns";

interface Rollup {
  table: string;
  /** Key columns besides workspace and number. */
  keys: string[];
  sums: string[];
}

const rollups: Rollup[] = [
  { table: "number_hours", keys: ["hour", "origin"], sums: [...countColumns] },
  { table: "number_days", keys: ["day", "origin"], sums: [...countColumns] },
  {
    table: "breakdown_hours",
    keys: ["dimension", "hour", "label_id", "origin"],
    sums: [...countColumns],
  },
  { table: "failure_hours", keys: ["hour", "code", "origin"], sums: ["count"] },
];

/** Rows that belong to a number by their key alone: what the older one already has stays. */
const keyed: { table: string; columns: string[] }[] = [
  {
    table: "events",
    columns:
      "at dedupe person message kind code category country template campaign list count origin".split(
        " ",
      ),
  },
  {
    table: "seen",
    columns:
      "key bits sent_at delivered_at read_at failed_at category country template campaign list seen_at origin".split(
        " ",
      ),
  },
  {
    table: "opt_outs",
    columns: "person at message_at counted campaign template list category country origin".split(
      " ",
    ),
  },
  { table: "leaks", columns: "at dedupe person said_no_at campaign list".split(" ") },
  { table: "source_numbers", columns: "source_id first_at".split(" ") },
  { table: "run_names", columns: "started_at ended_at name named_by named_at".split(" ") },
  { table: "import_days", columns: "day digest import_id".split(" ") },
];

/**
 * Makes the younger number part of the older one: aliases first, rollups summed, then `merged_into`. All or nothing.
 * Later runs move what has come for the younger since; true when this one was the first.
 */
export async function mergeNumbers(
  sql: Sql,
  workspaceId: string,
  pair: Pair & { noteId: string; now: Date },
): Promise<boolean> {
  return sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtextextended(${`numbers ${workspaceId}`}, 0))`;
    await tx`update number_aliases set number_id = ${pair.older}
      where workspace_id = ${workspaceId} and number_id = ${pair.younger}`;
    for (const rollup of rollups) await sumInto(tx, workspaceId, pair, rollup);
    for (const { table, columns } of keyed) await moveInto(tx, workspaceId, pair, table, columns);
    await moveFacts(tx, workspaceId, pair);
    await forgetDerived(tx, workspaceId, pair);
    await tx`delete from score_now where workspace_id = ${workspaceId} and node_kind = 'number' and node_id = ${pair.younger}`;
    await tx`
      update numbers o set number = coalesce(o.number, y.number), name = coalesce(o.name, y.name),
        account_id = coalesce(o.account_id, y.account_id), given_name = coalesce(o.given_name, y.given_name),
        client_id = coalesce(o.client_id, y.client_id), people_since = case
          when o.client_id is distinct from y.client_id then ${pair.now}::timestamptz
          else greatest(o.people_since, y.people_since) end
      from numbers y
      where o.workspace_id = ${workspaceId} and o.id = ${pair.older}
        and y.workspace_id = ${workspaceId} and y.id = ${pair.younger}`;
    const merged = await tx`update numbers set merged_into = ${pair.older}
      where workspace_id = ${workspaceId} and id = ${pair.younger} and merged_into is null returning 1`;
    await tx`
      insert into alert_notes (workspace_id, id, dedupe, target_kind, target_id, at, kind, because)
      values (${workspaceId}, ${pair.noteId}, ${`merged ${pair.younger}`}, 'number', ${pair.older}, ${pair.now}, 'merged', 'one_number')
      on conflict do nothing`;
    return merged.length === 1;
  }) as Promise<boolean>;
}

type Pair = { older: string; younger: string };

async function sumInto(
  tx: TransactionSql,
  workspaceId: string,
  { older, younger }: Pair,
  rollup: Rollup,
): Promise<void> {
  const { table, keys, sums } = rollup;
  const columns = [...keys, ...sums].join(", ");
  await tx.unsafe(
    `insert into ${table} as t (workspace_id, number_id, ${columns})
     select workspace_id, $2::uuid, ${columns} from ${table} where workspace_id = $1 and number_id = $3::uuid
     on conflict (workspace_id, number_id, ${keys.join(", ")}) do update set
       ${sums.map((name) => `${name} = t.${name} + excluded.${name}`).join(", ")}`,
    [workspaceId, older, younger],
  );
  await tx.unsafe(`delete from ${table} where workspace_id = $1 and number_id = $2`, [
    workspaceId,
    younger,
  ]);
}

async function moveInto(
  tx: TransactionSql,
  workspaceId: string,
  { older, younger }: Pair,
  table: string,
  columns: string[],
): Promise<void> {
  const names = columns.join(", ");
  await tx.unsafe(
    `insert into ${table} (workspace_id, number_id, ${names})
     select workspace_id, $2::uuid, ${names} from ${table} where workspace_id = $1 and number_id = $3::uuid
     on conflict do nothing`,
    [workspaceId, older, younger],
  );
  await tx.unsafe(`delete from ${table} where workspace_id = $1 and number_id = $2`, [
    workspaceId,
    younger,
  ]);
}

async function moveFacts(
  tx: TransactionSql,
  workspaceId: string,
  { older, younger }: Pair,
): Promise<void> {
  await tx`
    insert into facts (workspace_id, node_kind, node_id, at, dedupe, kind, value, until, detail, received_at,
      entered_by, origin)
    select workspace_id, node_kind, ${older}::uuid, at, dedupe, kind, value, until, detail, received_at, entered_by, origin
    from facts
    where workspace_id = ${workspaceId} and node_kind = 'number' and node_id = ${younger}
    on conflict do nothing`;
  await tx`delete from facts where workspace_id = ${workspaceId} and node_kind = 'number' and node_id = ${younger}`;
}

/** What the worker makes from events and rollups is made anew for the older number. */
async function forgetDerived(
  tx: TransactionSql,
  workspaceId: string,
  { younger }: Pair,
): Promise<void> {
  for (const table of ["run_starts", "breakdown_failures"]) {
    await tx.unsafe(`delete from ${table} where workspace_id = $1 and number_id = $2`, [
      workspaceId,
      younger,
    ]);
  }
}
