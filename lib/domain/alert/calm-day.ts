import { calmDayOf, forecastOf } from "@/lib/domain/forecast";
import type { NumberWindow } from "@/lib/domain/score/window";
import type { Day } from "@/lib/domain/time";

/** The first day that begins below recovery if nothing else is sent and nothing else goes wrong. */
export function calmDay(window: NumberWindow): Day | null {
  return calmDayOf(forecastOf(window));
}
