import { type Counts, countNames, type Dimension, noCounts } from "@/lib/domain/counts";
import type { Instant } from "@/lib/domain/event";
import type { ScrubbedFact } from "@/lib/domain/scrubbed";

/** The rows that the flush writes, computed in memory from events: what the database holds must equal these. */
export interface Rollups {
  zone: string;
  graceHours: number;
  /** By number key: the E.164, else the provider's id. */
  numbers: ReadonlyMap<string, NumberRollup>;
  facts: readonly FoldedFact[];
}

export interface NumberRollup {
  key: string;
  account: string | null;
  /** Every way in which deliveries name it. */
  names: ReadonlySet<string>;
  hours: HourCells;
  /** One set of rows per value of a dimension, never a cross product. Categories by their id as text. */
  breakdown: ReadonlyMap<Dimension, ReadonlyMap<string, HourCells>>;
  failures: ReadonlyMap<Instant, ReadonlyMap<number, number>>;
  leaks: readonly { at: Instant; campaign: string | null }[];
  contacts: readonly Contact[];
  /** Moments of all messages sent to, delivered to or read by each person. */
  touches: ReadonlyMap<string, readonly Instant[]>;
}

export type HourCells = ReadonlyMap<Instant, Counts>;

/** One message that reached one person. */
export interface Contact {
  person: string;
  at: Instant;
  isMarketing: boolean;
}

/** A fact and the node it hangs on: account, number key, or account and template. */
export interface FoldedFact {
  node: "number" | "account" | "template";
  owner: string;
  template: string | null;
  fact: ScrubbedFact;
}

/** Adds up counts by hour; a delta may be negative. */
export class Cells {
  readonly hours = new Map<Instant, Counts>();

  add(hour: Instant, name: keyof Counts, count: number): void {
    const cell = this.hours.get(hour) ?? { ...noCounts };
    cell[name] += count;
    this.hours.set(hour, cell);
  }
}

export function isEmpty(counts: Counts): boolean {
  return countNames.every((name) => counts[name] === 0);
}
