import type { Instant } from "@/lib/domain/event";
import { days, hours, localDay, minutes, startOfDay, type Day } from "@/lib/domain/time";

export function formatCount(count: number): string {
  return Math.round(count).toLocaleString("en-GB");
}

/** "2.3 %", "12 %": one decimal below ten. */
export function formatShare(share: number): string {
  return formatPercent(share * 100);
}

/** Rounded outwards, so that the range shown never claims more than was computed. */
export function formatRange(low: number, high: number): [string, string] {
  const tidy = (percent: number) => Math.round(percent * 1e6) / 1e6;
  return [
    formatPercent(Math.floor(tidy(low * 1000)) / 10),
    formatPercent(Math.ceil(tidy(high * 1000)) / 10),
  ];
}

function formatPercent(percent: number): string {
  const text = Math.abs(percent) < 9.95 ? percent.toFixed(1) : percent.toFixed(0);
  return `${text.replace(/\.0$/, "")} %`;
}

export function formatTimes(ratio: number): string {
  return ratio < 9.95 ? ratio.toFixed(1).replace(/\.0$/, "") : ratio.toFixed(0);
}

/** "6 in 10" */
export function formatInTen(share: number): string {
  return `${Math.round(share * 10)} in 10`;
}

interface Parts {
  weekday: string;
  day: string;
  month: string;
  year: string;
  hour: string;
  minute: string;
}

function partsOf(at: Instant, zone: string, length: "long" | "short"): Parts {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hourCycle: "h23",
    weekday: length,
    day: "numeric",
    month: length,
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });
  const found = Object.fromEntries(
    format.formatToParts(at).map(({ type, value }) => [type, value]),
  );
  const { weekday = "", day = "", month = "", year = "", hour = "", minute = "" } = found;
  // Some versions of ICU write "Sept".
  return {
    weekday,
    day,
    month: length === "short" ? month.slice(0, 3) : month,
    year,
    hour,
    minute,
  };
}

/** "Sunday 22 November, 11:36 IST" */
export function formatMoment(at: Instant, zone: string): string {
  return `${formatDay(at, zone)}, ${formatClock(at, zone)} ${zoneName(at, zone)}`;
}

/** "Friday 27 November 00:31 IST" */
export function formatMomentPlain(at: Instant, zone: string): string {
  return `${formatDay(at, zone)} ${formatClock(at, zone)} ${zoneName(at, zone)}`;
}

/** "Mon 2 Nov, 14:20" */
export function formatShortMoment(at: Instant, zone: string): string {
  const { weekday, day, month, hour, minute } = partsOf(at, zone, "short");
  return `${weekday} ${day} ${month}, ${hour}:${minute}`;
}

/** "Sunday 22 November" */
export function formatDay(at: Instant, zone: string): string {
  const { weekday, day, month } = partsOf(at, zone, "long");
  return `${weekday} ${day} ${month}`;
}

/** "29 November" */
export function formatDate(at: Instant, zone: string): string {
  const { day, month } = partsOf(at, zone, "long");
  return `${day} ${month}`;
}

/** "28 Oct" */
export function formatShortDate(at: Instant, zone: string): string {
  const { day, month } = partsOf(at, zone, "short");
  return `${day} ${month}`;
}

export function formatYear(at: Instant, zone: string): string {
  return partsOf(at, zone, "long").year;
}

export function formatWeekday(at: Instant, zone: string): string {
  return partsOf(at, zone, "long").weekday;
}

export function formatClock(at: Instant, zone: string): string {
  const { hour, minute } = partsOf(at, zone, "long");
  return `${hour}:${minute}`;
}

/** "Sunday 11:52"; within the last day of the reader's clock only "11:52". */
export function formatRecent(at: Instant, now: Instant, zone: string): string {
  const clock = formatClock(at, zone);
  return localDay(at, zone) === localDay(now, zone) ? clock : `${formatWeekday(at, zone)} ${clock}`;
}

/** "the 29th" */
export function formatOrdinal(at: Instant, zone: string): string {
  const day = Number(partsOf(at, zone, "long").day);
  const teen = day % 100 >= 11 && day % 100 <= 13;
  const suffix = teen ? "th" : (["th", "st", "nd", "rd"][day % 10] ?? "th");
  return `${day}${suffix}`;
}

export function noonOf(day: Day, zone: string): Instant {
  return startOfDay(day, zone) + hours(12);
}

// No single locale of ICU knows the short names of all zones.
const locales = ["en-IN", "en-US", "en-GB", "en-AU", "en-CA", "en-ZA", "en-NZ", "en-SG"];

/** "IST", "CET"; where no name is in use "UTC+5:45". */
export function zoneName(at: Instant, zone: string): string {
  const names = locales.map((locale) => nameIn(locale, at, zone));
  const named = names.find((name) => /^[A-Z]{2,5}$/.test(name));
  return named ?? (names[0] ?? "UTC").replace("GMT", "UTC");
}

function nameIn(locale: string, at: Instant, zone: string): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: "short" });
  return parts.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? "";
}

/** "94 minutes", "5 hours", "3 days": how long a rise took. */
export function formatSpan(ms: number): string {
  if (ms < hours(2)) return plural(Math.max(1, Math.round(ms / minutes(1))), "minute");
  if (ms < days(2)) return plural(Math.round(ms / hours(1)), "hour");
  return plural(Math.round(ms / days(1)), "day");
}

/** "4 days 13 hours" */
export function formatDuration(ms: number): string {
  if (ms < hours(1)) return plural(Math.max(1, Math.floor(ms / minutes(1))), "minute");
  const allHours = Math.round(ms / hours(1));
  const wholeDays = Math.floor(allHours / 24);
  const wholeHours = allHours % 24;
  const parts = [
    wholeDays > 0 ? plural(wholeDays, "day") : "",
    wholeHours > 0 ? plural(wholeHours, "hour") : "",
  ];
  return parts.filter((part) => part !== "").join(" ");
}

export function plural(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** "A, B and C" */
export function listing(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

const numberWords = [
  "no",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
];

/** "two", "ten", "11" */
export function formatWord(count: number): string {
  return numberWords[count] ?? formatCount(count);
}

export function capitalise(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
