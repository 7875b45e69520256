import type { Instant } from "./event";

/** One person who stops is one opt-out, however many signals arrive within this time (ux 2.1). */
const clusterMs = 7 * 24 * 3_600_000;

/** Which of one person's signals at one number count: the first, and each that comes 7 days or more after the last counted one. Order of input is free; moments are distinct. */
export function countedSignals(signals: readonly Instant[]): Set<Instant> {
  const counted = new Set<Instant>();
  let last = Number.NEGATIVE_INFINITY;
  for (const at of [...signals].sort((left, right) => left - right)) {
    if (at - last < clusterMs) continue;
    counted.add(at);
    last = at;
  }
  return counted;
}
