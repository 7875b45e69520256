import type { Instant } from "./event";
import { hours } from "./time";

export const sparklinePoints = 28;
const stepMs = hours(6);

/** The last scores, one per six hours of UTC, oldest first; null where none. */
export function nextSparkline(
  before: { points: readonly (number | null)[]; at: Instant } | undefined,
  score: number | null,
  now: Instant,
): (number | null)[] {
  const none = Array.from({ length: sparklinePoints }, () => null);
  const passed = before ? slotOf(now) - slotOf(before.at) : sparklinePoints;
  const kept = before ? before.points.slice(Math.max(0, passed)) : [];
  const points = [...none, ...kept, ...none.slice(0, Math.max(0, passed))].slice(-sparklinePoints);
  return [...points.slice(0, -1), score];
}

function slotOf(at: Instant): number {
  return Math.floor(at / stepMs);
}
