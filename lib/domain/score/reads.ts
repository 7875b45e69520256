import { hours } from "@/lib/domain/time";
import { fade, type HarmCount, severity, wholePoints } from "./arithmetic";
import { type History, marketingOf, weekAges } from "./history";
import { type Factor, line, words } from "./judged";
import type { ScoreLine } from "./line";
import { hadWeek, meanAge, notEnough, sumDays } from "./rate";

const reads = {
  cap: 20,
  minimum: 500,
  baseline: 1_000,
  drop: { start: 0.2, full: 0.5 },
  low: { cap: 15, start: 0.3, full: 0.1 },
  /** Delivered 24 to 192 hours ago, read within 24 hours of it: otherwise every campaign looks unread on its first day. */
  matureAfter: hours(24),
  matureUntil: hours(192),
};
/** Local dates that ended more than 192 hours ago, and dates that are mature as a whole. */
const readBaselineAges = Array.from({ length: 28 }, (_, index) => 9 + index);
const monthIndexes = Array.from({ length: 28 }, (_, index) => index);
const matureAges = monthIndexes.map((index) => 2 + index);

const basis = line({
  family: "pressure",
  factor: "read_rate",
  cap: reads.cap,
  minimum: reads.minimum,
  threshold: reads.low.start,
  full: reads.low.full,
});

/** Matured reads: the worse of the drop against the own 28 days and the share itself. Very low read rates are WhatsApp's word; the figures are ours. */
export const readRate: Factor = ({ history, sight }) => {
  const everRead = history.days.some((row) => (row?.all.read ?? 0) > 0);
  if (sight.reads < 1 && !everRead) {
    return { line: { ...basis, state: "not_available", why: words("not_available.reads") } };
  }
  const week = maturedWeek(history);
  const month = matureAges.map((age) => unread(history, age));
  const weekCount = sumDays(week, weekAges);
  const monthCount = sumDays(month, monthIndexes);
  const progress = {
    have: Math.max(weekCount.sample, monthCount.sample),
    need: reads.minimum,
  };
  return { line: clockLine(history, { week, weekCount, month, monthCount }), progress };
};

interface Clocks {
  week: readonly HarmCount[];
  weekCount: HarmCount;
  month: readonly HarmCount[];
  monthCount: HarmCount;
}

function clockLine(history: History, { week, weekCount, month, monthCount }: Clocks): ScoreLine {
  if (weekCount.sample >= reads.minimum) {
    return readLine(weekCount, usualReads(history), fade(meanAge(week, weekAges), 7), "7d");
  }
  if (hadWeek(month, reads.minimum)) {
    return { ...basis, why: words("resting_reads", { have: weekCount.sample }) };
  }
  if (monthCount.sample >= reads.minimum) {
    return readLine(monthCount, undefined, fade(meanAge(month, monthIndexes), 28), "28d");
  }
  const why = words("not_enough_reads", { have: monthCount.sample, need: reads.minimum });
  return { ...basis, ...notEnough(monthCount, reads.minimum), why };
}

function readLine(
  unreadCount: HarmCount,
  usual: number | undefined,
  faded: number,
  window: "7d" | "28d",
): ScoreLine {
  const current = 1 - unreadCount.harm / unreadCount.sample;
  const byShare = reads.low.cap * severity(current, reads.low.start, reads.low.full);
  const byDrop =
    usual === undefined
      ? 0
      : reads.cap * severity(1 - current / usual, reads.drop.start, reads.drop.full);
  const points = wholePoints(Math.max(byShare, byDrop) * faded);
  const params = {
    cur: current,
    usual: usual ?? null,
    harm: unreadCount.harm,
    sample: unreadCount.sample,
    window,
    fade: faded,
  };
  return {
    ...basis,
    points,
    state: points > 0 ? "risk" : "ok",
    value: current,
    harm: unreadCount.harm,
    sample: unreadCount.sample,
    window,
    why: words(usual === undefined ? "read_rate.no_usual" : "read_rate", params),
    advice:
      points > 0 ? words("better_timing", { cur: current, usual: usual ?? reads.low.start }) : null,
  };
}

/** By age in whole periods of 24 hours since the messages matured. */
function maturedWeek({ window, now, reinstatedAt }: History): HarmCount[] {
  const week: HarmCount[] = weekAges.map(() => ({ harm: 0, sample: 0 }));
  for (const { hour, marketing } of window.hours) {
    const end = hour + hours(1);
    if (
      hour < now - reads.matureUntil ||
      end > now - reads.matureAfter ||
      (reinstatedAt !== null && end <= reinstatedAt)
    )
      continue;
    const day = week[Math.floor((now - reads.matureAfter - end) / hours(24))];
    if (!day) continue;
    day.harm += Math.max(0, marketing.delivered - marketing.read24h);
    day.sample += marketing.delivered;
  }
  return week;
}

function unread(history: History, age: number): HarmCount {
  const { delivered, read24h } = marketingOf(history, age);
  return { harm: Math.max(0, delivered - read24h), sample: delivered };
}

/** Undefined until the 28 days before hold enough. */
function usualReads(history: History): number | undefined {
  let read = 0;
  let delivered = 0;
  for (const age of readBaselineAges) {
    read += marketingOf(history, age).read24h;
    delivered += marketingOf(history, age).delivered;
  }
  return delivered >= reads.baseline && read > 0 ? read / delivered : undefined;
}
