import type { Instant } from "./event";
import { dateWords, daysAway, duration, momentWords } from "./portfolio/moments";
import type { Sending } from "./score/line";
import { localDay } from "./time";

export interface ClockReading {
  /** "restricted until Mon 2 Nov 14:20, 2 d 3 h" */
  headline: string;
  /** What happens next, when that is not in the headline. */
  note: string | null;
  /** For a calendar; a scheduled disable is a day without an hour and is never given one. */
  endsAt: Instant | null;
}

/** The clock of a sanction; undefined while there is none. */
export function clockOf(
  sending: Sending,
  restriction: { until: string | null; day: string | null } | null,
  zone: string,
  now: Instant,
): ClockReading | undefined {
  if (sending === "disabled") return { headline: "disabled by WhatsApp", note: null, endsAt: null };
  if (sending === "disable_scheduled") return disableClock(restriction?.day ?? null, zone, now);
  return sending === "restricted" ? endClock(restriction?.until ?? null, zone, now) : undefined;
}

function disableClock(day: string | null, zone: string, now: Instant): ClockReading {
  if (day === null) {
    return { headline: "disabled soon", note: "WhatsApp gave no day.", endsAt: null };
  }
  const today = localDay(now, zone);
  const headline = `disabled on ${dateWords(day, today)}, ${daysAway(day, today)}`;
  return { headline, note: "WhatsApp gives a day, no hour.", endsAt: null };
}

function endClock(until: string | null, zone: string, now: Instant): ClockReading {
  if (until === null) {
    return {
      headline: "restricted, no end given",
      note: "WhatsApp gave no end. We look every 15 minutes and write when sending works again.",
      endsAt: null,
    };
  }
  const end = Date.parse(until);
  if (end <= now) {
    const headline = `restricted until ${momentWords(end, zone, now)}: the date has passed, check now`;
    return { headline, note: "We write as soon as sending is seen to work.", endsAt: null };
  }
  const headline = `restricted until ${momentWords(end, zone, now)}, ${duration(end - now)}`;
  return { headline, note: null, endsAt: end };
}
