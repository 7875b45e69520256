import type { Instant } from "@/lib/domain/event";
import { addDays, atClock, days, localDay, startOfDay, type Day } from "@/lib/domain/time";

export type DigestFrequency = "weekly" | "daily";

const atMinute = 9 * 60;
/** What a stopped worker missed is still sent while it is less than a day late. */
export const latestMs = days(1);

/** What one digest looks back on: whole local days, the last of them yesterday. */
export interface DigestPeriod {
  frequency: DigestFrequency;
  /** The local day it is sent on: tells one digest from the next. */
  sentOn: Day;
  sentAt: Instant;
  firstDay: Day;
  lastDay: Day;
  from: Instant;
  /** First instant after the period. */
  until: Instant;
}

/** Monday 09:00 of the receiver's clock, or every day's. */
export function nextDigestAt(frequency: DigestFrequency, zone: string, now: Instant): Instant {
  const today = localDay(now, zone);
  for (let ahead = 0; ahead <= 7; ahead += 1) {
    const day = addDays(today, ahead);
    const at = atClock(day, atMinute, zone);
    if (at > now && isSendingDay(frequency, day)) return at;
  }
  return now + days(7);
}

/** The period whose digest is due at `now`; undefined when the last one is a day old or more. */
export function duePeriod(
  frequency: DigestFrequency,
  zone: string,
  now: Instant,
): DigestPeriod | undefined {
  const today = localDay(now, zone);
  for (const day of [today, addDays(today, -1)]) {
    const sentAt = atClock(day, atMinute, zone);
    if (sentAt > now || !isSendingDay(frequency, day)) continue;
    return now - sentAt < latestMs ? periodOf(frequency, zone, day, sentAt) : undefined;
  }
  return undefined;
}

function periodOf(
  frequency: DigestFrequency,
  zone: string,
  sentOn: Day,
  sentAt: Instant,
): DigestPeriod {
  const firstDay = addDays(sentOn, frequency === "weekly" ? -7 : -1);
  return {
    frequency,
    sentOn,
    sentAt,
    firstDay,
    lastDay: addDays(sentOn, -1),
    from: startOfDay(firstDay, zone),
    until: startOfDay(sentOn, zone),
  };
}

function isSendingDay(frequency: DigestFrequency, day: Day): boolean {
  return frequency === "daily" || new Date(`${day}T12:00:00Z`).getUTCDay() === 1;
}
