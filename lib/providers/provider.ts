import type { InboundEvent, SkippedPart } from "@/lib/domain/event";

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
  verifyToken?: string;
  accessToken?: string;
  account?: string;
}

/** A part that was not understood, as it came (readable!): the door scrubs it before anything is stored. */
export interface UnreadPart extends SkippedPart {
  part: unknown;
}

export interface Reading {
  events: InboundEvent[];
  unread: UnreadPart[];
}

export interface ReadOptions {
  /** False when the workspace switched off reading answers: texts are then not even matched. */
  readsAnswers: boolean;
}

/** One inbound provider: pure translation. `parse` throws AppError("bad_request") only for what is not the provider's envelope at all. */
export interface Provider {
  name: ProviderName;
  verify(delivery: Delivery, credentials: Credentials, now: number): boolean;
  parse(body: unknown, options: ReadOptions): Reading;
  /** The answer to the provider's handshake, or undefined when refused. */
  handshake?(query: URLSearchParams, credentials: Credentials): string | undefined;
}
