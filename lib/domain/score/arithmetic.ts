/** A rate's prior: `mean` weighs as much as `weight` messages (m and s of ux.md 2.2). */
export interface Prior {
  mean: number;
  weight: number;
}

export interface HarmCount {
  harm: number;
  sample: number;
}

/** Posterior mean: lack of evidence pulls towards the prior, never towards risk. */
export function shrunkRate({ harm, sample }: HarmCount, prior: Prior): number {
  return (harm + prior.mean * prior.weight) / (sample + prior.weight);
}

/**
 * 0 at `start` and before, 1 at `full` and beyond; `full` may lie below `start`. Computed in hundredths: 1 report of 500
 * lies exactly between 2 and 3 points on paper, and the table of ux.md 2.5 has the 2 that doubles give in percent.
 */
export function severity(value: number, start: number, full: number): number {
  const [at, from, to] = [100 * value, 100 * start, 100 * full];
  return clamp((at - from) / (to - from), 0, 1);
}

/** Full for the first half of the window, then down to 0 at its end. `meanAge` and `window` in the same unit. */
export function fade(meanAge: number, window: number): number {
  return clamp(2 * (1 - meanAge / window), 0, 1);
}

/** floor(cap · v · f + 0.5), as ux.md 2.2 has it. */
export function wholePoints(points: number): number {
  return Math.floor(points + 0.5);
}

const z = { 80: 1.2816, 90: 1.6449 } as const;

/** Interval of the shrunk rate (its Beta posterior, by Wilson and Hilferty's cube root; good for small rates). */
export function rateInterval(count: HarmCount, prior: Prior, percent: 80 | 90): [number, number] {
  const mean = shrunkRate(count, prior);
  const successes = count.harm + prior.mean * prior.weight;
  const spread = (1 - mean) / (9 * successes);
  const bound = (sign: 1 | -1) => mean * (1 - spread + sign * z[percent] * Math.sqrt(spread)) ** 3;
  return [clamp(bound(-1), 0, 1), clamp(bound(1), 0, 1)];
}

export function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
