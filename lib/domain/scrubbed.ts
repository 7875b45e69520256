import type { Category, CountedKind, InboundFact, Instant, NumberRef } from "./event";

/**
 * Where a key comes from. `message`: the kinds of one message share the key and differ by their bit in `seen`.
 * `id` and `content`: the key stands for the whole event, whatever its kind, so every kind uses the same bit.
 */
export type KeySource = "message" | "id" | "content";

/** A traffic or people event in which no recipient and no message can be read any more. Keys and pseudonyms are 16 bytes written as a lower-case UUID. */
export interface ScrubbedCountedEvent {
  kind: CountedKind;
  at: Instant;
  number: NumberRef;
  account?: string;
  /** What `seen` and `events.dedupe` know this event by, within its number. People kinds have their kind folded in. */
  key: string;
  keyOf: KeySource;
  /** Only when the client gave an `id` beside a `message`: then both must be new for the event to count. */
  idKey?: string;
  /** Pseudonym of the recipient: of the BSUID when known, else of the phone. */
  person?: string;
  /** Pseudonym of the phone when `person` is that of the BSUID: both are one person from now on. */
  alias?: string;
  /** ISO 3166-1 alpha-2, taken before the hashing: it cannot be recovered later. */
  country?: string;
  /** Pseudonym of the message itself. */
  message?: string;
  /** Pseudonym of the message this one answers: it lends its template, campaign and list. */
  answers?: string;
  category?: Category;
  template?: string;
  campaign?: string;
  list?: string;
  code?: number;
  count: number;
  ambiguous?: boolean;
}

/** A fact names no people; it only gains the key that tells it from others of the same node and moment. */
export interface ScrubbedFact extends Omit<InboundFact, "id"> {
  key: string;
  keyOf: Exclude<KeySource, "message">;
}

export type ScrubbedEvent = ScrubbedCountedEvent | ScrubbedFact;

/** The keyed hashes of one client of one workspace. Results are 16 bytes written as a lower-case UUID. */
export interface Pseudonymise {
  person(text: string): string;
  message(text: string): string;
}

export function isScrubbedFact(event: ScrubbedEvent): event is ScrubbedFact {
  return !("count" in event);
}
