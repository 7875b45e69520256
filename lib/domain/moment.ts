import type { Instant } from "./event";

/** WhatsApp opened its API in 2018; nothing real is older than 2010 or younger than 2100. */
const earliest = Date.UTC(2010, 0, 1);
const latest = Date.UTC(2100, 0, 1);

function plausible(ms: number): Instant | undefined {
  return ms >= earliest && ms < latest ? ms : undefined;
}

/** Unix seconds or milliseconds, as a number or a string of digits; undefined when it is no such moment. */
export function unixMoment(raw: unknown): Instant | undefined {
  const value = typeof raw === "string" && /^\d{9,13}$/.test(raw) ? Number(raw) : raw;
  if (typeof value !== "number" || !Number.isSafeInteger(value)) return undefined;
  return plausible(value * 1000) ?? plausible(value);
}

const rfc3339 = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}:\d{2})(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;

/** RFC 3339 with its zone. A fraction finer than a millisecond is cut. */
export function rfc3339Moment(text: string): Instant | undefined {
  const parts = rfc3339.exec(text);
  if (!parts) return undefined;
  const [, day = "", time = "", fraction = "", zone = ""] = parts;
  if (!isDay(day)) return undefined;
  const ms = Date.parse(`${day}T${time}${fraction.slice(0, 4)}${zone.toUpperCase()}`);
  return Number.isNaN(ms) ? undefined : plausible(ms);
}

/** Whether a text such as 2026-11-29 is a day of the calendar. */
export function isDay(text: string): boolean {
  const ms = Date.parse(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(ms) &&
    new Date(ms).toISOString().slice(0, 10) === text
  );
}

export function dayOf(at: Instant): string {
  return new Date(at).toISOString().slice(0, 10);
}

const months =
  "january february march april may june july august september october november december".split(
    " ",
  );

/** The day of a date written for people ("November 29, 2026"), as ISO, or as unix time: Meta has used all three. */
export function humanDay(raw: unknown): string | undefined {
  const moment = unixMoment(raw);
  if (moment !== undefined) return dayOf(moment);
  if (typeof raw !== "string") return undefined;
  const text = raw.trim();
  if (isDay(text.slice(0, 10))) return text.slice(0, 10);
  const american = /^([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})$/.exec(text);
  if (american) return dayFrom(american[3], american[1], american[2]);
  const british = /^(\d{1,2}) ([A-Za-z]{3,9})\.?,? (\d{4})$/.exec(text);
  return british ? dayFrom(british[3], british[2], british[1]) : undefined;
}

function dayFrom(year = "", monthName = "", day = ""): string | undefined {
  const month = months.findIndex((name) => name.startsWith(monthName.toLowerCase()));
  const text = `${year}-${String(month + 1).padStart(2, "0")}-${day.padStart(2, "0")}`;
  return month >= 0 && isDay(text) ? text : undefined;
}

/** `at` of the public event format: RFC 3339 with its zone, or unix seconds or milliseconds. */
export function momentOf(raw: unknown): Instant | undefined {
  return unixMoment(raw) ?? (typeof raw === "string" ? rfc3339Moment(raw) : undefined);
}

/** `until` of the public event format: a moment, or a bare day, which stands for its midnight in UTC. */
export function endOf(raw: unknown): Instant | undefined {
  if (typeof raw === "string" && isDay(raw)) return Date.parse(`${raw}T00:00:00Z`);
  return momentOf(raw);
}

/** The day that was written, in the zone it was written in. */
export function writtenDay(raw: unknown): string | undefined {
  const at = endOf(raw);
  if (at === undefined) return undefined;
  return typeof raw === "string" && isDay(raw.slice(0, 10)) ? raw.slice(0, 10) : dayOf(at);
}
