import { type Counts, noCounts } from "@/lib/domain/counts";
import type { Instant } from "@/lib/domain/event";
import type { FactorName, LineName, ScoreLine } from "@/lib/domain/score/line";
import { type Score, scoreNumber } from "@/lib/domain/score/score";
import {
  type DayRow,
  emptyWindow,
  type Fact,
  type NumberWindow,
  type SourceSight,
} from "@/lib/domain/score/window";
import { addDays, hours, localDay, startOfDay } from "@/lib/domain/time";

export const zone = "Asia/Kolkata";
/** Monday 23 November 2026, 09:40 in India. */
export const now: Instant = Date.parse("2026-11-23T09:40:00+05:30");

export interface DayOf {
  /** Local dates ago. */
  age: number;
  sent?: number;
  delivered?: number;
  read24h?: number;
  failed?: number;
  optedOut?: number;
  blocked?: number;
  reported?: number;
  utility?: number;
  codes?: Record<number, number>;
}

export interface Scene extends Partial<NumberWindow> {
  daysOf?: readonly DayOf[];
}

/** A window of whole days; `sent` is what was delivered unless said otherwise, and each day's traffic lies in its tenth hour. */
export function windowWith({ daysOf = [], ...rest }: Scene): NumberWindow {
  const at = rest.now ?? now;
  const inZone = rest.zone ?? zone;
  const empty = emptyWindow(at, inZone);
  const dateOf = (age: number) => addDays(localDay(at, inZone), -age);
  const hourOf = (age: number) => startOfDay(dateOf(age), inZone) + hours(9);
  const failures = daysOf.flatMap(({ age, codes = {} }) =>
    Object.entries(codes).map(([code, count]) => ({ age, code: Number(code), count })),
  );
  const rows = daysOf.toSorted((left, right) => right.age - left.age);
  return {
    ...empty,
    sources: [cloudApi(at)],
    firstDay: dateOf(90),
    days: rows.map((day) => ({ ...rowOf(day), day: dateOf(day.age) })),
    hours: rows.map((day) => ({
      hour: hourOf(day.age),
      all: rowOf(day).all,
      marketing: rowOf(day).marketing,
    })),
    failureDays: failures.map(({ age, code, count }) => ({ day: dateOf(age), code, count })),
    failureHours: failures.map(({ age, code, count }) => ({ hour: hourOf(age), code, count })),
    ...rest,
  };
}

const nothing: Required<Omit<DayOf, "age" | "sent" | "failed">> = {
  delivered: 0,
  read24h: 0,
  optedOut: 0,
  blocked: 0,
  reported: 0,
  utility: 0,
  codes: {},
};

function rowOf(given: DayOf): Omit<DayRow, "day"> {
  const { utility, codes, delivered, read24h, optedOut, blocked, reported, ...rest } = {
    ...nothing,
    ...given,
  };
  const sent = rest.sent ?? delivered;
  const failed = rest.failed ?? Object.values(codes).reduce((total, count) => total + count, 0);
  const marketing: Counts = {
    ...noCounts,
    sent,
    delivered,
    read: read24h,
    read24h,
    optedOut,
    blocked,
    reported,
  };
  const all: Counts = {
    ...marketing,
    sent: sent + utility,
    delivered: delivered + utility,
    failed,
  };
  const business = { sent: all.sent, delivered: all.delivered };
  return { all, marketing, unknownDelivered: 0, business };
}

/** Meta with a living token: 85 % of what can be seen. */
export function cloudApi(at: Instant = now): SourceSight {
  return {
    provider: "meta",
    readsAnswers: true,
    noticesOnly: false,
    tokenState: "ok",
    lastEventAt: at - 1_000,
    lastNoticeAt: null,
    polledAt: at - 60_000,
    subscribedAt: at - 60_000,
  };
}

export function fact(over: Partial<Fact> & Pick<Fact, "kind">): Fact {
  const node = over.node ?? "account";
  return {
    node,
    at: now,
    value: null,
    until: null,
    detail: null,
    inherited: node === "account",
    template: null,
    use: node === "template" ? "own" : null,
    ...over,
  };
}

export function scoreOf(scene: Scene): Score {
  return scoreNumber(windowWith(scene));
}

export function lineOf(score: Score, name: LineName): ScoreLine {
  const line = score.lines.find(({ factor }) => factor === name);
  if (!line) throw new Error(`no line ${name}`);
  return line;
}

export function pointsOf(scene: Scene, name: FactorName): number {
  return lineOf(scoreOf(scene), name).points;
}

/** The lines that carry points, by name. */
export function pointsByName(score: Score): Record<string, number> {
  return Object.fromEntries(
    score.lines.filter(({ points }) => points !== 0).map(({ factor, points }) => [factor, points]),
  );
}

export function sumOfLines(score: Score): number {
  return score.lines.reduce((total, { points }) => total + points, 0);
}
