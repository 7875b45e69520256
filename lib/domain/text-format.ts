import { count, percent } from "@/lib/domain/portfolio/score-words";
import { zoneOffset } from "./time";

const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const formats: Record<string, (value: string | number, zone: string) => string> = {
  text: (value) => String(value),
  plain: (value) => String(value).replaceAll("_", " ").toLowerCase(),
  count: (value) => (typeof value === "number" ? count(value) : value),
  percent: (value) => percent(Number(value)),
  /** Intervals are rounded outwards. */
  low: (value) => tenths(Math.floor(Number(value) * 1_000 + 1e-9)),
  high: (value) => `${tenths(Math.ceil(Number(value) * 1_000 - 1e-9))} %`,
  ratio: (value) => String(Math.round(Number(value) * 10) / 10),
  moment: (value, zone) => `${dateWords(value, zone, true)} ${clock(Number(value), zone)}`,
  date: (value, zone) => dateWords(value, zone, false),
  day: (value, zone) => dateWords(value, zone, true),
  weekday: (value, zone) => weekdays[local(value, zone).getUTCDay()] ?? "",
  month: (value, zone) => months[local(value, zone).getUTCMonth()] ?? "",
  window: (value, zone) => lastDays(String(value)) ?? dateWords(value, zone, true),
};

/** Names stay as they are; `plain` is for words that a machine wrote. */
export function formatParam(value: string | number, format: string, zone: string): string {
  const formatted = formats[format]?.(value, zone);
  if (formatted === undefined) throw new Error(`no format "${format}"`);
  return formatted;
}

function lastDays(window: string): string | undefined {
  const length = /^(\d+)d$/.exec(window)?.[1];
  return length && `last ${length} days`;
}

/** A moment in the zone, or a date as it stands; read with the UTC getters. */
function local(value: string | number, zone: string): Date {
  return typeof value === "number"
    ? new Date(value + zoneOffset(value, zone))
    : new Date(`${value}T00:00:00Z`);
}

function dateWords(value: string | number, zone: string, withWeekday: boolean): string {
  const date = local(value, zone);
  const words = `${date.getUTCDate()} ${months[date.getUTCMonth()]}`;
  return withWeekday ? `${weekdays[date.getUTCDay()]?.slice(0, 3)} ${words}` : words;
}

function clock(at: number, zone: string): string {
  return local(at, zone).toISOString().slice(11, 16);
}

/** 18 → "1.8" */
function tenths(value: number): string {
  return (value / 10).toFixed(1);
}
