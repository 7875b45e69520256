import type { Sql, TransactionSql } from "postgres";
import { categoryIds, countryId, kindIds, noCode, seenBits } from "@/lib/domain/counts";
import type { Category, CountedKind, Instant } from "@/lib/domain/event";
import { commitStatement } from "./commit-statement";

/** One event, ready to be counted: its number and labels are known by id, its people and messages only by pseudonym. */
export interface EventRow {
  numberId: string;
  kind: CountedKind;
  at: Instant;
  key: string;
  keyOf: "message" | "id" | "content";
  /** A second key that must be new as well: the client's `id` beside a message. */
  idKey?: string | undefined;
  person?: string | undefined;
  alias?: string | undefined;
  message?: string | undefined;
  code?: number | undefined;
  category?: Category | undefined;
  country?: string | undefined;
  template?: number | undefined;
  campaign?: number | undefined;
  list?: number | undefined;
  count: number;
  /** False for a second signal of an opt-out that is already counted: stored, but not added up. */
  counts?: boolean | undefined;
}

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

interface KeyState {
  numberId: string;
  key: string;
  bits: number;
  sentAt?: Instant;
  deliveredAt?: Instant;
  readAt?: Instant;
  failedAt?: Instant;
  category: number;
  country?: number | undefined;
  template?: number | undefined;
  campaign?: number | undefined;
  list?: number | undefined;
}

/** What the batch itself knows of each key. Each key once per statement, in order, so that two flushes never wait crosswise. */
function mergeKeys(rows: readonly EventRow[]): KeyState[] {
  const states = new Map<string, KeyState>();
  for (const row of rows) {
    addKnowledge(stateFor(states, row.numberId, effectiveKey(row)), row);
    if (row.idKey) stateFor(states, row.numberId, row.idKey).bits |= seenBits.other;
  }
  return [...states.values()].sort(byNumberAndKey);
}

function stateFor(states: Map<string, KeyState>, numberId: string, key: string): KeyState {
  const name = numberId + key;
  const known = states.get(name);
  if (known) return known;
  const fresh: KeyState = { numberId, key, bits: 0, category: 0 };
  states.set(name, fresh);
  return fresh;
}

function addKnowledge(state: KeyState, row: EventRow): void {
  state.bits |= bitOf(row);
  if (!isTied(row)) return;
  if (row.kind === "sent") state.sentAt = earliest(state.sentAt, row.at);
  if (row.kind === "delivered" || row.kind === "read")
    state.deliveredAt = earliest(state.deliveredAt, row.at);
  if (row.kind === "read") state.readAt = earliest(state.readAt, row.at);
  if (row.kind === "failed") state.failedAt = earliest(state.failedAt, row.at);
  state.category ||= row.category ? categoryIds[row.category] : 0;
  state.country ??= row.country === undefined ? undefined : countryId(row.country);
  state.template ??= row.template;
  state.campaign ??= row.campaign;
  state.list ??= row.list;
}

function earliest(left: Instant | undefined, right: Instant): Instant {
  return left === undefined ? right : Math.min(left, right);
}

/** Tied rows speak of one message, whose whole state decides what is counted; the others count for themselves. */
function isTied(row: EventRow): boolean {
  return row.keyOf === "message" && row.count === 1 && tiedKinds.has(row.kind);
}

const tiedKinds: ReadonlySet<CountedKind> = new Set<CountedKind>([
  "sent",
  "delivered",
  "read",
  "failed",
]);

function bitOf(row: EventRow): number {
  if (isTied(row)) return seenBits[row.kind as "sent" | "delivered" | "read" | "failed"];
  return row.kind === "replied" && row.keyOf === "message" ? seenBits.replied : seenBits.other;
}

/** A message row that stands for many is not the message's own: it gets a key of its own. */
function effectiveKey(row: EventRow): string {
  return row.keyOf === "message" && row.count > 1 ? withKind(row.key, row.kind) : row.key;
}

/** Distinguishes the kinds of one message that may carry the same moment. */
function withKind(key: string, kind: CountedKind): string {
  const last = Number.parseInt(key.slice(-2), 16) ^ kindIds[kind];
  return key.slice(0, -2) + last.toString(16).padStart(2, "0");
}

function byNumberAndKey(
  left: { numberId: string; key: string },
  right: { numberId: string; key: string },
): number {
  if (left.numberId !== right.numberId) return left.numberId < right.numberId ? -1 : 1;
  if (left.key !== right.key) return left.key < right.key ? -1 : 1;
  return 0;
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
