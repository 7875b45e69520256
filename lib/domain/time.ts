import type { Instant } from "./event";

/** A local date, "YYYY-MM-DD". */
export type Day = string;

export const minutes = (count: number) => count * 60_000;
export const hours = (count: number) => count * 3_600_000;
export const days = (count: number) => count * 86_400_000;

/** Start of the full local hour that `at` lies in: India's hours begin at :30 UTC. */
export function hourStart(at: Instant, zone: string): Instant {
  return at - modulo(at + zoneOffset(at, zone), hours(1));
}

export function localDay(at: Instant, zone: string): Day {
  return dayOfNumber(Math.floor((at + zoneOffset(at, zone)) / days(1)));
}

/** First instant of a local date, also where midnight falls into a clock change. */
export function startOfDay(day: Day, zone: string): Instant {
  const midnight = dayNumber(day) * days(1);
  const before = midnight - zoneOffset(midnight - days(1), zone);
  const after = midnight - zoneOffset(midnight + days(1), zone);
  const [first, second] = before < after ? [before, after] : [after, before];
  return localDay(first, zone) === day ? first : second;
}

/** When a zone's clock shows so many minutes after midnight of a local date, also on a day whose clock changes. */
export function atClock(day: Day, minute: number, zone: string): Instant {
  const start = startOfDay(day, zone);
  const at = start + minutes(minute);
  return at + zoneOffset(start, zone) - zoneOffset(at, zone);
}

export function addDays(day: Day, count: number): Day {
  return dayOfNumber(dayNumber(day) + count);
}

/** How many dates `to` lies after `from`. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

/** What the zone's clock is ahead of UTC at that instant, in ms. */
export function zoneOffset(at: Instant, zone: string): number {
  const utcDay = Math.floor(at / days(1));
  const offsets = offsetsOfDay(utcDay, zone);
  if (offsets.constant !== undefined) return offsets.constant;
  return offsetsOfSlot(Math.floor(at / minutes(15)), zone, offsets.slots);
}

interface DayOffsets {
  /** Undefined on a day whose clock changes: then per quarter of an hour, as clocks change on quarters. */
  constant: number | undefined;
  slots: Map<number, number>;
}

const offsetsByZone = new Map<string, Map<number, DayOffsets>>();
const formatters = new Map<string, Intl.DateTimeFormat>();
const dayNames = new Map<number, Day>();
const dayNumbers = new Map<Day, number>();
const cacheLimit = 10_000;

function offsetsOfDay(utcDay: number, zone: string): DayOffsets {
  const zoneDays = getOrMake(offsetsByZone, zone, () => new Map<number, DayOffsets>());
  return getOrMake(zoneDays, utcDay, () => {
    const first = computeOffset(utcDay * days(1), zone);
    const last = computeOffset((utcDay + 1) * days(1) - 1, zone);
    return { constant: first === last ? first : undefined, slots: new Map() };
  });
}

function offsetsOfSlot(slot: number, zone: string, slots: Map<number, number>): number {
  return getOrMake(slots, slot, () => computeOffset(slot * minutes(15), zone));
}

function computeOffset(at: Instant, zone: string): number {
  const formatter = getOrMake(
    formatters,
    zone,
    () =>
      new Intl.DateTimeFormat("en-US", {
        timeZone: zone,
        hourCycle: "h23",
        year: "numeric",
        month: "numeric",
        day: "numeric",
        hour: "numeric",
        minute: "numeric",
      }),
  );
  const parts: Record<string, number> = {};
  for (const { type, value } of formatter.formatToParts(at)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(at / minutes(1)) * minutes(1);
}

function dayNumber(day: Day): number {
  return getOrMake(dayNumbers, day, () => Math.round(Date.parse(`${day}T00:00:00Z`) / days(1)));
}

function dayOfNumber(number: number): Day {
  return getOrMake(dayNames, number, () => new Date(number * days(1)).toISOString().slice(0, 10));
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}

/** Emptied when full: an import of centuries must not grow it for good. */
function getOrMake<K, V>(cache: Map<K, V>, key: K, make: () => V): V {
  const known = cache.get(key);
  if (known !== undefined) return known;
  if (cache.size >= cacheLimit) cache.clear();
  const made = make();
  cache.set(key, made);
  return made;
}
