import type { Sql, TransactionSql } from "postgres";
import { categoryIds, countryId, kindIds, noCode } from "@/lib/domain/counts";
import type { Instant } from "@/lib/domain/event";
import { commitStatement } from "./commit-statement";
import {
  bitOf,
  byNumberAndKey,
  effectiveKey,
  type EventRow,
  isTied,
  type KeyState,
  mergeKeys,
  withKind,
} from "./event-row";

/** Takes a counted opt-out out of the hour where it stood, because an earlier signal of it has arrived. */
export interface Adjustment {
  numberId: string;
  at: Instant;
  optedOut: 1 | -1;
  category: number;
  country?: number | undefined;
  template?: number | undefined;
  campaign?: number | undefined;
  list?: number | undefined;
}

/** Rows of one workspace. One statement commits them all or none. */
export interface EventBatch {
  workspaceId: string;
  zone: string;
  /** A no binds after this many hours. */
  optOutGraceHours: number;
  /** 0 for live events, else the import's number. */
  origin: number;
  rows: readonly EventRow[];
  adjustments?: readonly Adjustment[];
  /** Numbers that must be looked at now, not in a second. */
  urgent?: ReadonlySet<string>;
  now: Instant;
}

/**
 * The flush: `seen`, `events`, rollups, leaks and due marks in one statement. Returns for each row whether it was new.
 * Repeating is harmless: only a new bit of a key counts, and only when its insert into `events` returned a row.
 */
export async function commitEvents(
  sql: Sql | TransactionSql,
  batch: EventBatch,
): Promise<boolean[]> {
  const firsts = uniqueRows(batch.rows);
  const keys = mergeKeys(firsts);
  const adjustments = batch.adjustments ?? [];
  const rows = await sql.unsafe<{ counted: number[] | null }[]>(
    commitStatement,
    [
      batch.workspaceId,
      batch.zone,
      batch.origin,
      batch.now,
      batch.optOutGraceHours,
      list([...(batch.urgent ?? [])]),
      ...keyColumns.map((read) => list(keys.map(read))),
      ...rowColumns.map((read) => list(firsts.map(read))),
      ...adjustmentColumns.map((read) => list(adjustments.map(read))),
    ],
    { prepare: true },
  );
  return newness(batch.rows, firsts, new Set(rows[0]?.counted ?? []));
}

/** A row, the key it is known by and its bit: together they are what may count once. */
interface NamedRow extends EventRow {
  name: string;
}

/** The same (number, key, bit) twice in one batch: the earliest stands for all. */
function uniqueRows(rows: readonly EventRow[]): NamedRow[] {
  const byName = new Map<string, NamedRow>();
  for (const row of rows) {
    const name = nameOf(row);
    const known = byName.get(name);
    if (!known || row.at < known.at) byName.set(name, { ...row, name });
  }
  return [...byName.values()].sort(byNumberAndKey);
}

function nameOf(row: EventRow): string {
  return `${row.numberId}${effectiveKey(row)}${bitOf(row)}`;
}

/** Of equal rows the first one of the batch is reported as new, whichever of them was stored. */
function newness(
  rows: readonly EventRow[],
  firsts: readonly NamedRow[],
  counted: ReadonlySet<number>,
): boolean[] {
  const unreported = new Set(
    firsts.filter((_, position) => counted.has(position)).map((row) => row.name),
  );
  return rows.map((row) => unreported.delete(nameOf(row)));
}

type Cell = string | number | boolean | null | undefined;

const keyColumns: ((key: KeyState) => Cell)[] = [
  (key) => key.numberId,
  (key) => key.key,
  (key) => key.bits,
  (key) => key.sentAt,
  (key) => key.deliveredAt,
  (key) => key.readAt,
  (key) => key.failedAt,
  (key) => key.category,
  (key) => key.country,
  (key) => key.template,
  (key) => key.campaign,
  (key) => key.list,
];

const rowColumns: ((row: EventRow) => Cell)[] = [
  (row) => row.numberId,
  (row) => effectiveKey(row),
  (row) => row.idKey,
  (row) => bitOf(row),
  (row) => isTied(row),
  (row) => row.at,
  (row) => withKind(effectiveKey(row), row.kind),
  (row) => row.person,
  (row) => row.alias,
  (row) => row.message,
  (row) => kindIds[row.kind],
  (row) => (row.kind === "failed" ? (row.code ?? noCode) : row.code),
  (row) => (row.category ? categoryIds[row.category] : 0),
  (row) => (row.country === undefined ? null : countryId(row.country)),
  (row) => row.template,
  (row) => row.campaign,
  (row) => row.list,
  (row) => row.count,
  (row) => row.counts ?? true,
];

const adjustmentColumns: ((row: Adjustment) => Cell)[] = [
  (row) => row.numberId,
  (row) => row.at,
  (row) => row.optedOut,
  (row) => row.category,
  (row) => row.country,
  (row) => row.template,
  (row) => row.campaign,
  (row) => row.list,
];

/** A Postgres array literal. Cells are ids, hashes, numbers and booleans: none needs quoting. */
function list(cells: readonly Cell[]): string {
  return `{${cells.map((cell) => cell ?? "NULL").join(",")}}`;
}
