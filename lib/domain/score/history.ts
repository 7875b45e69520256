import { addCounts, type Counts, noCounts } from "@/lib/domain/counts";
import type { Instant } from "@/lib/domain/event";
import { addDays, type Day, daysBetween, hourStart, localDay } from "@/lib/domain/time";
import type { DayRow, NumberWindow } from "./window";

/** The last 7, the last 28, and the 28 local dates before the last 7, counted back from today: age 0 is today so far. */
export const weekAges = ages(0, 6);
export const monthAges = ages(0, 27);
export const baselineAges = ages(7, 34);
const oldestAge = 36;

/** The window by age in local dates, with nothing in it from before a reinstatement. */
export interface History {
  window: NumberWindow;
  now: Instant;
  today: Day;
  reinstatedAt: Instant | null;
  /** Index is the age; undefined where nothing happened. */
  days: readonly (DayRow | undefined)[];
  /** Index is the age. */
  failures: readonly FailureCounts[];
  /** Marketing messages after a no; index is the age. */
  leaks: readonly number[];
  tellsSent: boolean;
  /** Days since the number's first event, or since its reinstatement. */
  ownDays: number;
}

export type FailureCounts = ReadonlyMap<number, number>;

export function historyOf(window: NumberWindow, reinstatedAt: Instant | null): History {
  const today = localDay(window.now, window.zone);
  const restart = reinstatedAt === null ? null : localDay(reinstatedAt, window.zone);
  const firstDay = laterDay(window.firstDay, restart);
  const days: (DayRow | undefined)[] = Array.from({ length: oldestAge + 1 });
  for (const row of window.days) days[daysBetween(row.day, today)] = row;
  const failures = failuresByAge(window, today);

  if (reinstatedAt !== null && restart !== null) {
    const restartAge = daysBetween(restart, today);
    for (let age = restartAge; age <= oldestAge; age += 1) {
      days[age] = age === restartAge ? sinceRestart(days[age], window, reinstatedAt) : undefined;
      failures[age] = age === restartAge ? failuresSince(window, restart, reinstatedAt) : new Map();
    }
  }
  const leaks = leaksByAge(window, today, reinstatedAt);
  const ownDays = firstDay === null ? 0 : daysBetween(firstDay, today);
  return {
    window,
    now: window.now,
    today,
    reinstatedAt,
    days,
    failures,
    leaks,
    tellsSent: days.some((row) => (row?.all.sent ?? 0) > 0),
    ownDays,
  };
}

export function marketingOf(history: History, age: number): Counts {
  return history.days[age]?.marketing ?? noCounts;
}

export function allOf(history: History, age: number): Counts {
  return history.days[age]?.all ?? noCounts;
}

/** Failures with one of these codes on the date of that age. */
export function failuresOf(history: History, age: number, codes: ReadonlySet<number>): number {
  let count = 0;
  for (const [code, times] of history.failures[age] ?? []) if (codes.has(code)) count += times;
  return count;
}

/** The local date of that age. */
export function dayOfAge(history: History, age: number): Day {
  return addDays(history.today, -age);
}

export function ageOf(history: History, at: Instant): number {
  return daysBetween(localDay(at, history.window.zone), history.today);
}

/** Marketing sent on the date of that age. */
export function volumeOf(history: History, age: number): number {
  return sentOf(history, marketingOf(history, age));
}

/** A source that tells deliveries only is counted by these. */
export function sentOf(history: History, { sent, delivered }: Counts): number {
  return history.tellsSent ? sent : delivered;
}

function failuresByAge(window: NumberWindow, today: Day): FailureCounts[] {
  const failures = Array.from({ length: oldestAge + 1 }, () => new Map<number, number>());
  for (const { day, code, count } of window.failureDays) {
    const codes = failures[daysBetween(day, today)];
    codes?.set(code, (codes.get(code) ?? 0) + count);
  }
  return failures;
}

function leaksByAge(window: NumberWindow, today: Day, reinstatedAt: Instant | null): number[] {
  const leaks = weekAges.map(() => 0);
  for (const { hour, count } of window.leaks) {
    const age = daysBetween(localDay(hour, window.zone), today);
    if (reinstatedAt !== null && hour < hourStart(reinstatedAt, window.zone)) continue;
    if (age >= 0 && age < leaks.length) leaks[age] = (leaks[age] ?? 0) + count;
  }
  return leaks;
}

/** Of the day of a reinstatement only the hours after it count; once the hours are gone, none of it does. */
function sinceRestart(
  row: DayRow | undefined,
  window: NumberWindow,
  reinstatedAt: Instant,
): DayRow | undefined {
  if (!row) return undefined;
  let all = noCounts;
  let marketing = noCounts;
  for (const hour of window.hours) {
    if (
      hour.hour < hourStart(reinstatedAt, window.zone) ||
      localDay(hour.hour, window.zone) !== row.day
    )
      continue;
    all = addCounts(all, hour.all);
    marketing = addCounts(marketing, hour.marketing);
  }
  return {
    ...row,
    all,
    marketing,
    unknownDelivered: Math.min(row.unknownDelivered, marketing.delivered),
  };
}

function failuresSince(window: NumberWindow, day: Day, reinstatedAt: Instant): FailureCounts {
  const codes = new Map<number, number>();
  for (const { hour, code, count } of window.failureHours) {
    if (hour < hourStart(reinstatedAt, window.zone) || localDay(hour, window.zone) !== day)
      continue;
    codes.set(code, (codes.get(code) ?? 0) + count);
  }
  return codes;
}

function laterDay(left: Day | null, right: Day | null): Day | null {
  if (left === null || right === null) return left;
  return left > right ? left : right;
}

function ages(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
