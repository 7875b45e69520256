import type { Instant } from "@/lib/domain/event";
import { type Day, days, daysBetween, hours, localDay, minutes } from "@/lib/domain/time";

/** "6 s", "2 min", "4 h", "3 d 12 h": how long something lasted or lies back. */
export function duration(ms: number): string {
  const length = Math.max(0, ms);
  if (length < minutes(1)) return `${Math.floor(length / 1000)} s`;
  if (length < hours(1)) return `${Math.floor(length / minutes(1))} min`;
  if (length < days(1)) return `${Math.floor(length / hours(1))} h`;
  const whole = Math.floor(length / days(1));
  const rest = Math.floor((length - whole * days(1)) / hours(1));
  return rest > 0 ? `${whole} d ${rest} h` : `${whole} d`;
}

/** "today", "yesterday", "tomorrow", "Sun" within six days, else "2 Nov", with the year when it is another one. */
export function dayWords(day: Day, today: Day): string {
  const distance = daysBetween(today, day);
  if (distance === 0) return "today";
  if (distance === -1) return "yesterday";
  if (distance === 1) return "tomorrow";
  if (Math.abs(distance) < 7) return weekday(day, "long");
  return dateWords(day, today);
}

/** "Thu" within six days, else "Thu 29 Oct". */
export function shortDay(day: Day, today: Day): string {
  return Math.abs(daysBetween(today, day)) < 7 ? weekday(day, "short") : dateWords(day, today);
}

/** "Sun 29 Nov": a date that stands for itself. */
export function dateWords(day: Day, today: Day): string {
  const year = day.slice(0, 4);
  return `${weekday(day, "short")} ${dayAndMonth(day)}${year === today.slice(0, 4) ? "" : ` ${year}`}`;
}

/** "22:10" today, "Sun 22:10" within six days, else "Mon 2 Nov 14:20". */
export function momentWords(at: Instant, zone: string, now: Instant): string {
  const day = localDay(at, zone);
  const today = localDay(now, zone);
  if (day === today) return clock(at, zone);
  if (Math.abs(daysBetween(today, day)) < 7) return `${weekday(day, "short")} ${clock(at, zone)}`;
  return `${dateWords(day, today)} ${clock(at, zone)}`;
}

/** "in 6 days", "today", "tomorrow"; a day without an hour is counted in days only. */
export function daysAway(day: Day, today: Day): string {
  const distance = daysBetween(today, day);
  if (distance < 0) return "the date has passed, check now";
  if (distance === 0) return "today";
  return distance === 1 ? "tomorrow" : `in ${distance} days`;
}

export function weekday(day: Day, length: "short" | "long"): string {
  return formatter(`weekday ${length}`, { weekday: length, timeZone: "UTC" }).format(noon(day));
}

export function clock(at: Instant, zone: string): string {
  return formatter(`clock ${zone}`, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: zone,
  }).format(at);
}

/** "IST", "GMT+5:30": how the zone is called on a page. */
export function zoneWords(zone: string, now: Instant): string {
  if (zone === "Asia/Kolkata" || zone === "Asia/Calcutta") return "IST";
  const parts = formatter(`zone ${zone}`, { timeZone: zone, timeZoneName: "short" }).formatToParts(
    now,
  );
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? zone;
}

function dayAndMonth(day: Day): string {
  return formatter("day", { day: "numeric", month: "short", timeZone: "UTC" }).format(noon(day));
}

function noon(day: Day): Instant {
  return Date.parse(`${day}T12:00:00Z`);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-GB", options);
  formatters.set(key, made);
  return made;
}
