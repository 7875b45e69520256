import { countNames, type Counts, kindIds, noCounts, noCode, seenBits } from "@/lib/domain/counts";
import type { Instant } from "@/lib/domain/event";
import { hours } from "@/lib/domain/time";

/** Labels as the database knows them: categories, countries and names by their numbers. */
export interface StoredLabels {
  category: number;
  country: number | null;
  template: number | null;
  campaign: number | null;
  list: number | null;
}

/** A raw event that is being taken back, and the key it is known by. */
export interface TakenRow extends StoredLabels {
  key: string;
  kind: number;
  at: Instant;
  message: string | null;
  person: string | null;
  code: number | null;
  count: number;
}

/** What is known of one key (`seen`). */
export interface KnownKey extends StoredLabels {
  key: string;
  bits: number;
  sentAt: Instant | null;
  deliveredAt: Instant | null;
  readAt: Instant | null;
  failedAt: Instant | null;
}

/** A change of what one moment adds up to, under its labels. */
export interface Change extends StoredLabels {
  at: Instant;
  counts: Counts;
}

export interface TakenBack {
  changes: Change[];
  failures: { at: Instant; code: number; count: number }[];
  /** What is left to know of each key; nothing at all with no bits. */
  keys: KnownKey[];
}

/**
 * What taking rows back changes. `left`: the rows of the same messages that stay. A message that others told of as well keeps what they said: it adds up to its new state
 * minus its old one, exactly as the flush counts (db/queries/commit-statement.ts).
 */
export function takeBack(
  rows: readonly TakenRow[],
  known: readonly KnownKey[],
  left: readonly TakenRow[],
): TakenBack {
  const states = new Map(known.map((state) => [state.key, state]));
  const gone = byKey(rows);
  const others = byKey(left);

  const changes: Change[] = rows.filter((row) => !isTied(row)).map(untied);
  const keys: KnownKey[] = [];
  for (const [key, own] of gone) {
    const state = states.get(key);
    const before = state ?? stateOf(key, own.filter(isTied));
    const after = without(before, own, others.get(key) ?? []);
    changes.push(...sums(before, -1), ...sums(after, 1));
    if (state) keys.push(after);
  }
  const failures = rows
    .filter(({ kind }) => kind === kindIds.failed)
    .map(({ at, code, count }) => ({ at, code: code ?? noCode, count: -count }));
  return { changes: changes.filter(({ counts }) => !isNothing(counts)), failures, keys };
}

/** Keys of messages that something else than these rows spoke of as well. */
export function keysOfOthers(rows: readonly TakenRow[], known: readonly KnownKey[]): KnownKey[] {
  const gone = byKey(rows);
  return known.filter(({ key, bits }) => {
    let left = bits;
    for (const row of gone.get(key) ?? []) left &= ~bitOf(row);
    return left !== 0;
  });
}

function byKey(rows: readonly TakenRow[]): Map<string, TakenRow[]> {
  const keys = new Map<string, TakenRow[]>();
  for (const row of rows) {
    const own = keys.get(row.key);
    if (own) own.push(row);
    else keys.set(row.key, [row]);
  }
  return keys;
}

const tiedBits: Readonly<Record<number, number>> = {
  [kindIds.sent]: seenBits.sent,
  [kindIds.delivered]: seenBits.delivered,
  [kindIds.read]: seenBits.read,
  [kindIds.failed]: seenBits.failed,
};

function isTied({ message, count, kind }: TakenRow): boolean {
  return message !== null && count === 1 && tiedBits[kind] !== undefined;
}

function bitOf(row: TakenRow): number {
  if (isTied(row)) return tiedBits[row.kind] ?? 0;
  const isReply = row.kind === kindIds.replied && row.message !== null;
  return isReply ? seenBits.replied | seenBits.other : seenBits.other;
}

const columns: Readonly<Record<number, keyof Counts>> = {
  [kindIds.sent]: "sent",
  [kindIds.delivered]: "delivered",
  [kindIds.read]: "read",
  [kindIds.failed]: "failed",
  [kindIds.replied]: "replied",
  [kindIds.blocked]: "blocked",
  [kindIds.reported]: "reported",
  [kindIds.opted_out]: "optedOut",
  [kindIds.opted_in]: "optedIn",
};

/** A person's no is counted by its signals, not by its event. */
function untied(row: TakenRow): Change {
  const counts = { ...noCounts };
  const column = columns[row.kind];
  const isSignal = row.kind === kindIds.opted_out && row.person !== null;
  if (column !== undefined && !isSignal) counts[column] = -row.count;
  if (row.kind === kindIds.read) counts.read24h = -row.count;
  return { ...labelsOf(row), at: row.at, counts };
}

const nothingKnown: Omit<KnownKey, "key"> = {
  bits: 0,
  sentAt: null,
  deliveredAt: null,
  readAt: null,
  failedAt: null,
  category: 0,
  country: null,
  template: null,
  campaign: null,
  list: null,
};

/** For messages whose key was forgotten after its 30 days: what the rows themselves say. */
function stateOf(key: string, rows: readonly TakenRow[]): KnownKey {
  const state: KnownKey = { key, ...nothingKnown };
  for (const row of rows) {
    state.bits |= bitOf(row);
    addMoment(state, row);
    state.category ||= row.category;
    for (const name of ["country", "template", "campaign", "list"] as const)
      state[name] ??= row[name];
  }
  return state;
}

function addMoment(state: KnownKey, { kind, at }: TakenRow): void {
  if (kind === kindIds.sent) state.sentAt ??= at;
  if (kind === kindIds.failed) state.failedAt ??= at;
  if (kind === kindIds.read) state.readAt ??= at;
  if (kind === kindIds.delivered || kind === kindIds.read)
    state.deliveredAt = Math.min(at, state.deliveredAt ?? at);
}

/** Moments and labels are those of the rows that stay: what the file lent goes with it. */
function without(state: KnownKey, gone: readonly TakenRow[], left: readonly TakenRow[]): KnownKey {
  let { bits } = state;
  for (const row of gone) bits &= ~bitOf(row);
  return { ...stateOf(state.key, left.filter(isTied)), bits };
}

/** What a message of this state adds up to, added or taken away. */
function sums(state: KnownKey, sign: 1 | -1): Change[] {
  const { bits, sentAt, deliveredAt, readAt, failedAt } = state;
  const labels = labelsOf(state);
  const change = (at: Instant | null, isThere: number, counts: Partial<Counts>): Change[] =>
    at === null || isThere === 0 ? [] : [{ ...labels, at, counts: { ...noCounts, ...counts } }];
  const isPrompt =
    (bits & seenBits.read) !== 0 &&
    readAt !== null &&
    deliveredAt !== null &&
    readAt - deliveredAt <= hours(24);
  return [
    ...change(sentAt, bits & seenBits.sent, { sent: sign }),
    ...change(deliveredAt, bits & (seenBits.delivered | seenBits.read), {
      delivered: sign,
      read24h: isPrompt ? sign : 0,
    }),
    ...change(readAt, bits & seenBits.read, { read: sign }),
    ...change(failedAt, bits & seenBits.failed, { failed: sign }),
  ];
}

function labelsOf({ category, country, template, campaign, list }: StoredLabels): StoredLabels {
  return { category, country, template, campaign, list };
}

function isNothing(counts: Counts): boolean {
  return countNames.every((name) => counts[name] === 0);
}
