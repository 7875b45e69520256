import type { Instant } from "./event";
import { addDays, hours, hourStart, localDay, startOfDay } from "./time";

export const trendSteps = ["1h", "1d"] as const;
export type TrendStep = (typeof trendSteps)[number];

/** Starts of the steps that touch [from, to): full hours or local days of the zone, ascending. At most `most`, else undefined. */
export function trendStarts(
  from: Instant,
  to: Instant,
  step: TrendStep,
  zone: string,
  most: number,
): Instant[] | undefined {
  const starts: Instant[] = [];
  for (let at = stepStart(from, step, zone); at < to; at = nextStart(at, step, zone)) {
    if (starts.length === most) return undefined;
    starts.push(at);
  }
  return starts;
}

export function stepStart(at: Instant, step: TrendStep, zone: string): Instant {
  return step === "1h" ? hourStart(at, zone) : startOfDay(localDay(at, zone), zone);
}

function nextStart(start: Instant, step: TrendStep, zone: string): Instant {
  return step === "1h"
    ? hourStart(start + hours(1), zone)
    : startOfDay(addDays(localDay(start, zone), 1), zone);
}
