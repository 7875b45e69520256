import type { InboundEvent, InboundFact, InboundTie, Instant } from "@/lib/domain/event";
import { AppError } from "@/lib/errors";
import type { JsonObject } from "@/lib/providers/json";
import {
  maxParts,
  type ReadOptions,
  type Reading,
  type UnreadPart,
} from "@/lib/providers/provider";

/** One `entry[].changes[]` of a delivery, taken apart as far as all fields agree. */
export interface Change {
  field: string;
  value: JsonObject;
  /** The change as it came: a few fields put things beside `value`. */
  raw: JsonObject;
  /** The entry it came in, likewise. */
  entry: JsonObject;
  /** The account, except where a field says that it is a portfolio. "0" of Meta's test button is none. */
  entryId: string | undefined;
}

/** Why a part yields nothing. `not_scored`: understood, and of no meaning for the risk. `opaque`: known by name only. */
export type UnreadReason =
  | "malformed"
  | "unknown_field"
  | "unknown_value"
  | "legacy_limit"
  | "not_scored"
  | "notices_only"
  | "opaque";

export interface Flaw {
  reason: UnreadReason;
  /** Where in the change, dotted. */
  at?: string;
}

/** A fact without its moment, which is the entry's. */
export type FactBody = Omit<InboundFact, "at">;

/** Reads a whole change as facts, flaws, or both: one bad value never takes the good ones with it. */
export type FactReader = (change: Change) => readonly (FactBody | Flaw)[];

export function isFlaw(result: FactBody | Flaw): result is Flaw {
  return !("kind" in result);
}

/** The account a fact hangs on, spread into its body. */
export function onAccount(change: Change): Pick<InboundFact, "account"> {
  return change.entryId === undefined ? {} : { account: change.entryId };
}

const clockTolerance = 5 * 60_000;

/** What a delivery yields while it is read, part by part. */
export class Yield implements Reading {
  readonly events: InboundEvent[] = [];
  readonly unread: UnreadPart[] = [];
  readonly ties: InboundTie[] = [];
  readonly options: ReadOptions;
  private parts = 0;

  constructor(options: ReadOptions) {
    this.options = options;
  }

  /** Must be called before each part: it numbers the parts and refuses a delivery that has too many. */
  begin() {
    this.parts += 1;
    if (this.parts > maxParts) {
      throw new AppError("too_large", `One delivery holds at most ${maxParts} events.`);
    }
  }

  /** A provider's clock that runs ahead of ours is set back to ours; only our own format refuses it. */
  moment(at: Instant): Instant {
    return at > this.options.now + clockTolerance ? this.options.now : at;
  }

  keep(event: InboundEvent) {
    this.events.push(event);
  }

  tie(tie: InboundTie) {
    this.ties.push(tie);
  }

  /** `value`: the change's value cut down to the part at hand, so that a replay reads that part alone. */
  skip(change: Change, { reason, at }: Flaw, value: unknown = change.value) {
    const field = at === undefined ? change.field : `${change.field}.${at}`;
    const { id, time } = change.entry;
    const changes = [{ ...change.raw, value }];
    this.skipEntry(field, reason, { id, ...(time === undefined ? {} : { time }), changes });
  }

  skipEntry(field: string, reason: UnreadReason, entry: unknown) {
    const part = { object: "whatsapp_business_account", entry: [entry] };
    this.unread.push({ index: this.parts - 1, field, reason, part });
  }
}
