import { categoryIds, countryId, kindIds, seenBits } from "@/lib/domain/counts";
import type { Category, CountedKind, Instant } from "@/lib/domain/event";

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

/** What a batch itself knows of one key. */
export interface KeyState {
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
export function mergeKeys(rows: readonly EventRow[]): KeyState[] {
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
  for (const moment of momentsOf[row.kind] ?? []) state[moment] = earliest(state[moment], row.at);
  state.category ||= row.category ? categoryIds[row.category] : 0;
  state.country ??= row.country === undefined ? undefined : countryId(row.country);
  for (const label of ["template", "campaign", "list"] as const) state[label] ??= row[label];
}

/** A read is a delivery too, unless the delivery's own event says an earlier moment. */
const momentsOf: Partial<
  Record<CountedKind, ("sentAt" | "deliveredAt" | "readAt" | "failedAt")[]>
> = {
  sent: ["sentAt"],
  delivered: ["deliveredAt"],
  read: ["deliveredAt", "readAt"],
  failed: ["failedAt"],
};

function earliest(left: Instant | undefined, right: Instant): Instant {
  return left === undefined ? right : Math.min(left, right);
}

/** Tied rows speak of one message, whose whole state decides what is counted; the others count for themselves. */
export function isTied(row: EventRow): boolean {
  return row.keyOf === "message" && row.count === 1 && tiedKinds.has(row.kind);
}

const tiedKinds: ReadonlySet<CountedKind> = new Set<CountedKind>([
  "sent",
  "delivered",
  "read",
  "failed",
]);

export function bitOf(row: EventRow): number {
  if (isTied(row)) return seenBits[row.kind as "sent" | "delivered" | "read" | "failed"];
  return row.kind === "replied" && row.keyOf === "message" ? seenBits.replied : seenBits.other;
}

/** A message row that stands for many is not the message's own: it gets a key of its own. */
export function effectiveKey(row: EventRow): string {
  return row.keyOf === "message" && row.count > 1 ? withKind(row.key, row.kind) : row.key;
}

/** Distinguishes the kinds of one message that may carry the same moment. */
export function withKind(key: string, kind: CountedKind): string {
  const last = Number.parseInt(key.slice(-2), 16) ^ kindIds[kind];
  return key.slice(0, -2) + last.toString(16).padStart(2, "0");
}

export function byNumberAndKey(
  left: { numberId: string; key: string },
  right: { numberId: string; key: string },
): number {
  if (left.numberId !== right.numberId) return left.numberId < right.numberId ? -1 : 1;
  if (left.key !== right.key) return left.key < right.key ? -1 : 1;
  return 0;
}
