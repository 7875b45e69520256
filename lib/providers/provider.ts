import type { InboundEvent, InboundTie, Instant, SkippedPart } from "@/lib/domain/event";

export const providerNames = ["meta", "standard"] as const;
export type ProviderName = (typeof providerNames)[number];

export interface Delivery {
  /** The raw bytes: signatures are over these, never over a re-serialised form. */
  body: Uint8Array;
  /** Lower-case header names. */
  headers: Readonly<Record<string, string | undefined>>;
  /** APP_URL + path + query, for signatures that cover the address. Never from the Host header. */
  url: string;
}

/** Decrypted credentials of one source. Several secrets are valid during a rotation. */
export interface Credentials {
  secrets: readonly string[];
  /** Replaced secrets that are still good until `until` (ms): the provider may sign with them for a while. */
  previous?: readonly { secret: string; until: number }[];
  verifyToken?: string;
  accessToken?: string;
  account?: string;
}

/** A part that was not understood or is not counted, in an envelope of its own that `parse` reads again (readable!): the door scrubs it before anything is stored. */
export interface UnreadPart extends SkippedPart {
  part: unknown;
}

/** Contract of the doors: one delivery holds at most so many parts; beyond it `parse` throws AppError("too_large"). */
export const maxParts = 1000;

export interface Reading {
  events: InboundEvent[];
  unread: UnreadPart[];
  /** People who go by another number or user id from now on. */
  ties?: readonly InboundTie[];
}

export interface ReadOptions {
  /** False when the workspace switched off reading answers: texts are then not even matched. */
  readsAnswers: boolean;
  /** True when the workspace wants nothing about recipients: what speaks of messages is dropped unread. */
  noticesOnly?: boolean;
  /** When the delivery arrived: the moment of parts that carry none, and what "too far ahead" is measured against. */
  now: Instant;
}

/** One inbound provider: pure translation. `parse` throws AppError("bad_request") for what is not the provider's envelope at all and AppError("too_large") beyond `maxParts`; nothing else. */
export interface Provider {
  name: ProviderName;
  verify(delivery: Delivery, credentials: Credentials, now: number): boolean;
  parse(body: unknown, options: ReadOptions): Reading;
  /** The answer to the provider's handshake, or undefined when refused. */
  handshake?(query: URLSearchParams, credentials: Credentials): string | undefined;
}
