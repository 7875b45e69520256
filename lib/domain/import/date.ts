import { isDay, momentOf } from "@/lib/domain/moment";
import type { Instant } from "@/lib/domain/event";
import { zoneOffset } from "@/lib/domain/time";
import type { ImportPlan } from "./plan";

const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const figures = /^(\d{1,4})[-/. ](\d{1,2}|[A-Za-z]{3,9})[-/. ,]+(\d{1,4})(?:[T ,]+(.*))?$/;
const named = /^([A-Za-z]{3,9})\.? (\d{1,2}),? +(\d{4})(?:[T ,]+(.*))?$/;
const clock = /^(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*([AaPp])?\.?(?:[Mm]\.?)?$/;

/** A day without an hour stands for its noon: it then belongs to that day in every zone near it. */
const noon = "12:00:00";

/** The moment a cell means, read as the plan says; undefined when it means none. RFC 3339 and unix times need no plan. */
export function planMoment(
  cell: string,
  { order, zone }: ImportPlan["dates"],
): Instant | undefined {
  const text = cell.trim();
  const own = momentOf(text);
  if (own !== undefined) return own;
  const day = dayOf(text, order);
  const time = day && timeOf(day.rest);
  return day && time ? instantOf(`${day.day}T${time}`, zone) : undefined;
}

function dayOf(text: string, order: ImportPlan["dates"]["order"]): Part | undefined {
  const american = named.exec(text);
  if (american) return dayFrom(american[3], american[1], american[2], american[4]);
  const parts = figures.exec(text);
  if (!parts) return undefined;
  const [, first = "", second = "", third = "", rest] = parts;
  if (first.length === 4) return dayFrom(first, second, third, rest);
  if (/[A-Za-z]/.test(second) || order === "dmy") return dayFrom(third, second, first, rest);
  return order === "mdy"
    ? dayFrom(third, first, second, rest)
    : dayFrom(first, second, third, rest);
}

interface Part {
  day: string;
  rest: string;
}

function dayFrom(year = "", month = "", day = "", rest = ""): Part | undefined {
  const whole = year.length === 2 ? `20${year}` : year;
  const name = months.indexOf(month.slice(0, 3).toLowerCase());
  const text = `${whole}-${name >= 0 ? two(name + 1) : two(month)}-${two(day)}`;
  return isDay(text) ? { day: text, rest: rest.trim() } : undefined;
}

function timeOf(text: string): string | undefined {
  if (text === "") return noon;
  const parts = clock.exec(text);
  if (!parts) return undefined;
  const [, hour, minute = "", second = "00", half] = parts;
  const whole = half === undefined ? Number(hour) : (Number(hour) % 12) + afternoon(half);
  const isTime = Math.max(whole / 24, Number(minute) / 60, Number(second) / 60) < 1;
  return isTime ? `${two(whole)}:${minute}:${second}` : undefined;
}

function afternoon(half: string): number {
  return half.toLowerCase() === "p" ? 12 : 0;
}

function two(figure: number | string): string {
  return String(figure).padStart(2, "0");
}

/** Which order of day and month fits all the dates of a column; undefined when none does, or the column holds no dates. */
export function guessOrder(cells: readonly string[]): ImportPlan["dates"]["order"] | undefined {
  const filled = cells.filter((cell) => cell.trim() !== "");
  if (filled.length === 0) return undefined;
  return (["ymd", "dmy", "mdy"] as const).find((order) =>
    filled.every((cell) => planMoment(cell, { order, zone: "UTC" }) !== undefined),
  );
}

/** A clock that is set back shows an hour twice: the first is meant. */
function instantOf(local: string, zone: string): Instant {
  const utc = Date.parse(`${local}Z`);
  return utc - zoneOffset(utc - zoneOffset(utc, zone), zone);
}
