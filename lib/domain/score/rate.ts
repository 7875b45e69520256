import {
  fade,
  type HarmCount,
  type Prior,
  rateInterval,
  severity,
  shrunkRate,
  sum,
  wholePoints,
} from "./arithmetic";
import type { Signal } from "./coverage";
import { dayOfAge, type History, monthAges, weekAges } from "./history";
import { type ClockReading, type Factor, line, type Scene, share, words } from "./judged";
import type { Evidence, FactorName, Family, ScoreLine, Words } from "./line";

export interface RateSpec {
  family: Family;
  factor: FactorName;
  cap: number;
  /** Smallest sample that is judged. */
  minimum: number;
  start: number;
  full: number;
  prior: Prior;
  evidence: Evidence;
  /** Without this signal, and without any harm seen, the rate is not available. */
  signal: Signal;
  count(history: History, age: number): HarmCount;
  advice(scene: Scene, reading: ClockReading, lastHarmAge: number): Words | null;
}

/** A rate on two clocks: the worst of the last 7 dates, or all of them; small senders on 28 days. */
export function rateFactor(spec: RateSpec): Factor {
  return (scene) => {
    const days = monthAges.map((age) => spec.count(scene.history, age));
    const month = sumDays(days, monthAges);
    const progress = { have: month.sample, need: spec.minimum };
    const basis = {
      family: spec.family,
      factor: spec.factor,
      cap: spec.cap,
      minimum: spec.minimum,
      evidence: spec.evidence,
    };
    const known = { ...basis, threshold: spec.start, full: spec.full };

    if (scene.sight[spec.signal] < 1 && month.harm === 0) {
      return {
        line: line({
          ...known,
          state: "not_available",
          why: words(`not_available.${spec.signal}`),
        }),
      };
    }
    const reading = readClocks(spec, scene.history, days);
    if (reading)
      return { line: { ...line(known), ...judgedLine(spec, scene, days, reading) }, progress };
    if (hadWeek(days, spec.minimum))
      return { line: { ...line(known), ...restingLine(days) }, progress };
    return { line: line({ ...known, ...notEnough(month, spec.minimum) }), progress };
  };
}

/** Undefined when no clock has its minimum. */
function readClocks(
  spec: RateSpec,
  history: History,
  days: readonly HarmCount[],
): ClockReading | undefined {
  const read = (window: ClockReading["window"], ages: readonly number[], length: number) => {
    const count = sumDays(days, ages);
    if (count.sample < spec.minimum) return undefined;
    const faded = count.harm > 0 ? fade(meanAge(days, ages), length) : 1;
    return {
      window,
      count,
      fade: faded,
      points: spec.cap * severity(shrunkRate(count, spec.prior), spec.start, spec.full) * faded,
    };
  };
  if (!hadWeek(days, spec.minimum)) return read("28d", monthAges, 28);

  const week = read("7d", weekAges, 7);
  let worst = week;
  for (const age of weekAges) {
    const day = read(dayOfAge(history, age), [age], 7);
    if (day && isWorse(day, worst, week)) worst = day;
  }
  return worst;
}

/** Between equals a day is named when most of the week's harm lies in it. */
function isWorse(
  day: ClockReading,
  worst: ClockReading | undefined,
  week: ClockReading | undefined,
): boolean {
  if (!worst) return true;
  if (day.points !== worst.points || day.points === 0) return day.points > worst.points;
  return worst === week
    ? 2 * day.count.harm >= worst.count.harm
    : day.count.harm > worst.count.harm;
}

function judgedLine(
  spec: RateSpec,
  scene: Scene,
  days: readonly HarmCount[],
  reading: ClockReading,
): Partial<ScoreLine> {
  const points = wholePoints(reading.points);
  const interval90 = rateInterval(reading.count, spec.prior, 90);
  const lastHarmAge = days.findIndex(({ harm }) => harm > 0);
  return {
    points,
    state: points > 0 ? "risk" : "ok",
    value: share(reading.count),
    harm: reading.count.harm,
    sample: reading.count.sample,
    window: reading.window,
    interval90,
    why: words(spec.factor, {
      harm: reading.count.harm,
      sample: reading.count.sample,
      share: share(reading.count),
      low: interval90[0],
      high: interval90[1],
      window: reading.window,
      fade: reading.fade,
    }),
    advice: points > 0 ? spec.advice(scene, reading, Math.max(0, lastHarmAge)) : null,
  };
}

/** A campaign filled one of the last weeks; since then too little was sent to say anything new. */
function restingLine(days: readonly HarmCount[]): Partial<ScoreLine> {
  const quietDays = Math.max(
    0,
    days.findIndex(({ sample }) => sample > 0),
  );
  const last = days.reduce((largest, day) => (day.sample > largest.sample ? day : largest));
  return {
    state: "ok",
    value: share(last),
    harm: last.harm,
    sample: last.sample,
    window: "28d",
    why: words(quietDays >= 7 ? "resting" : "resting.little", {
      quietDays,
      share: share(last),
      harm: last.harm,
      sample: last.sample,
    }),
  };
}

export function notEnough({ harm, sample }: HarmCount, minimum: number): Partial<ScoreLine> {
  return {
    state: "not_enough_data",
    harm,
    sample,
    minimum,
    window: "28d",
    why: words("not_enough_data", { have: sample, need: minimum }),
  };
}

/** Any seven dates in a row of the last 28: a campaign must not fall between two weeks. */
export function hadWeek(days: readonly HarmCount[], minimum: number): boolean {
  return days.some(
    (_day, first) => sum(days.slice(first, first + 7).map(({ sample }) => sample)) >= minimum,
  );
}

export function sumDays(days: readonly HarmCount[], ages: readonly number[]): HarmCount {
  let harm = 0;
  let sample = 0;
  for (const age of ages) {
    harm += days[age]?.harm ?? 0;
    sample += days[age]?.sample ?? 0;
  }
  return { harm, sample };
}

export function meanAge(days: readonly HarmCount[], ages: readonly number[]): number {
  let harm = 0;
  let aged = 0;
  for (const age of ages) {
    harm += days[age]?.harm ?? 0;
    aged += age * (days[age]?.harm ?? 0);
  }
  return harm > 0 ? aged / harm : 0;
}
