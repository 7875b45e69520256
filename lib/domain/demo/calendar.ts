import type { Instant } from "@/lib/domain/event";
import { addDays, hours, localDay, minutes, startOfDay } from "@/lib/domain/time";

/** The days of the demo, counted back from the one it starts on. */
export interface Calendar {
  /** The moment it starts: all that follows is told as seen from here. */
  start: Instant;
  zone: string;
}

export const historyDays = 90;

/** So many days before the first one at an hour of the workspace's zone, "HH:MM". */
export function dayAt({ start, zone }: Calendar, back: number, hour: string): Instant {
  const [wholeHours = 0, wholeMinutes = 0] = hour.split(":").map(Number);
  const midnight = startOfDay(addDays(localDay(start, zone), -back), zone);
  return midnight + hours(wholeHours) + minutes(wholeMinutes);
}

/** What is told as history ends here; the hour after it comes through the real door. */
export function historyEnd({ start }: Calendar): Instant {
  return start - hours(1);
}

/** The morning on which Helio's payment method fails: at 07:12, or a while ago when the day is still young. */
export function paymentFailsAt(calendar: Calendar): Instant {
  const morning = dayAt(calendar, 0, "07:12");
  return morning <= calendar.start - minutes(75) ? morning : calendar.start - minutes(80);
}

/** A local date in WhatsApp's way of writing one, "November 29, 2026". */
export function writtenDate({ start, zone }: Calendar, ahead: number): string {
  const day = addDays(localDay(start, zone), ahead);
  return new Intl.DateTimeFormat("en-US", { timeZone: "UTC", dateStyle: "long" }).format(
    new Date(`${day}T12:00:00Z`),
  );
}
