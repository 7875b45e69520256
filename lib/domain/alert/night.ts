import type { Instant } from "@/lib/domain/event";
import { addDays, atClock, localDay } from "@/lib/domain/time";

/** Minutes of the local day; `from` after `until` spans midnight. */
export interface QuietHours {
  from: number;
  until: number;
}

/** Local hours in which softer facts wait for the morning. Our choice, not WhatsApp's. */
export const night: QuietHours = { from: 22 * 60, until: 7 * 60 };

/** The end of the quiet hours that `now` lies in; undefined outside them. */
export function nightEnd(
  now: Instant,
  zone: string,
  { from, until }: QuietHours = night,
): Instant | undefined {
  if (from === until) return undefined;
  const today = localDay(now, zone);
  const begins = atClock(today, from, zone);
  const ends = atClock(today, until, zone);
  if (from < until) return now >= begins && now < ends ? ends : undefined;
  if (now < ends) return ends;
  return now >= begins ? atClock(addDays(today, 1), until, zone) : undefined;
}
