import type { Category, CountedKind, Instant } from "@/lib/domain/event";
import type { ScrubbedCountedEvent } from "@/lib/domain/scrubbed";

export interface Labels {
  category?: Category | undefined;
  country?: string | undefined;
  template?: string | undefined;
  campaign?: string | undefined;
  list?: string | undefined;
}

/** All that is known of one message: what it adds up to is a function of this, so no order can matter. */
export interface MessageState extends Labels {
  sentAt?: Instant;
  deliveredAt?: Instant;
  readAt?: Instant;
  failedAt?: Instant;
  code?: number | undefined;
}

const tiedKinds: ReadonlySet<CountedKind> = new Set<CountedKind>([
  "sent",
  "delivered",
  "read",
  "failed",
]);
const labelNames = ["category", "country", "template", "campaign", "list"] as const;

/** Tied events speak of one message; the others count for themselves. */
export function isTied({ keyOf, count, kind }: ScrubbedCountedEvent): boolean {
  return keyOf === "message" && count === 1 && tiedKinds.has(kind);
}

/** Any event of a message lends its labels to all others; what the `sent` says goes first. Events come in order of time. */
export function foldMessages(events: readonly ScrubbedCountedEvent[]): Map<string, MessageState> {
  const states = new Map<string, MessageState>();
  for (const event of events) {
    if (!isTied(event)) continue;
    const state = states.get(event.key) ?? {};
    states.set(event.key, state);
    addMoment(state, event);
    for (const name of labelNames) lend(state, name, event);
  }
  return states;
}

function addMoment(state: MessageState, { kind, at, code }: ScrubbedCountedEvent): void {
  if (kind === "sent") state.sentAt ??= at;
  if (kind === "delivered" || kind === "read")
    state.deliveredAt = Math.min(at, state.deliveredAt ?? at);
  if (kind === "read") state.readAt ??= at;
  if (kind === "failed" && state.failedAt === undefined) {
    state.failedAt = at;
    state.code = code;
  }
}

function lend<Name extends keyof Labels>(
  state: Labels,
  name: Name,
  event: ScrubbedCountedEvent,
): void {
  const value: Labels[Name] = event[name];
  if (value !== undefined && (state[name] === undefined || event.kind === "sent"))
    state[name] = value;
}

/** Of equal events the earliest stands for all: (message, kind), the client's id, or the content. */
export function uniqueEvents(events: readonly ScrubbedCountedEvent[]): ScrubbedCountedEvent[] {
  const seen = new Set<string>();
  return events.filter((event) => {
    const names = [
      isTied(event) || event.keyOf === "message"
        ? `${event.key} ${event.kind} ${event.count > 1}`
        : event.key,
    ];
    if (event.idKey) names.push(event.idKey);
    if (names.some((name) => seen.has(name))) return false;
    for (const name of names) seen.add(name);
    return true;
  });
}
