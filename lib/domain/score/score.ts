import type { Instant, MessagingLimit, Rating } from "@/lib/domain/event";
import type { Signal } from "./coverage";
import type { Band, FactLine, RatingNow, Restriction, ScoreLine, Sending, Words } from "./line";
import type { Fact, NumberWindow } from "./window";

export const model = "1";

/** JSON-safe. Null `score` means "not enough to judge" (band `unknown`); then the lines sum to `behaviour`. */
export interface Score {
  score: number | null;
  /** The sum before floors, so that recovery shows under a restriction. */
  behaviour: number;
  band: Band;
  /** 0 to 1, whole hundredths. */
  coverage: number;
  /** What the coverage is made of, in its order. */
  signals: readonly { signal: Signal; weight: number; seen: number }[];
  model: typeof model;
  lines: readonly ScoreLine[];
  facts: readonly FactLine[];
  sending: Sending;
  restriction: Restriction | null;
  quality: Rating;
  rating: RatingNow;
  limit: MessagingLimit | null;
  topReason: Words & { points: number | null };
  /** What an unknown number still needs: messages of its nearest rate. */
  progress: { have: number; need: number } | null;
  /** Marketing messages sent in 7 days: last part of the sort key. */
  marketing7d: number;
  /** When the score may change without any event: the next full hour at the latest. */
  nextChangeAt: Instant;
}

export declare function scoreNumber(window: NumberWindow): Score;
export declare function scoreAccount(facts: readonly Fact[], now: Instant, zone: string): Score;
