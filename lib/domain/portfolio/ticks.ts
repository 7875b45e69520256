import type { Instant } from "@/lib/domain/event";
import { addDays, localDay, startOfDay } from "@/lib/domain/time";

/** Local midnights between two instants, thinned to at most `most`: where an axis of days has its marks. */
export function dayTicks(from: Instant, to: Instant, zone: string, most: number): Instant[] {
  const ticks: Instant[] = [];
  for (
    let day = addDays(localDay(from, zone), 1);
    startOfDay(day, zone) < to;
    day = addDays(day, 1)
  ) {
    ticks.push(startOfDay(day, zone));
  }
  const every = Math.max(1, Math.ceil(ticks.length / most));
  return ticks.filter((_, index) => (ticks.length - 1 - index) % every === 0);
}
