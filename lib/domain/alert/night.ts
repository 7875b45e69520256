import type { Instant } from "@/lib/domain/event";
import { addDays, hours, localDay, startOfDay } from "@/lib/domain/time";

/** Local hours in which softer facts wait for the morning. Our choice, not WhatsApp's. */
const nightFromHour = 22;
const nightToHour = 7;

/** The end of the night that `now` lies in; undefined by day. */
export function nightEnd(now: Instant, zone: string): Instant | undefined {
  const today = localDay(now, zone);
  const morning = startOfDay(today, zone) + hours(nightToHour);
  if (now < morning) return morning;
  const evening = startOfDay(today, zone) + hours(nightFromHour);
  return now >= evening ? startOfDay(addDays(today, 1), zone) + hours(nightToHour) : undefined;
}
