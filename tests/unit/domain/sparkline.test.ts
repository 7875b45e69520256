import { expect, test } from "vitest";
import { nextSparkline, sparklinePoints } from "@/lib/domain/sparkline";
import { hours } from "@/lib/domain/time";

const noon = Date.parse("2026-11-23T12:00:00Z");
const start = nextSparkline(undefined, 4, noon);

test("begins with nothing but the first score", () => {
  expect(start).toHaveLength(sparklinePoints);
  expect(start.slice(0, -1).every((point) => point === null)).toBe(true);
  expect(start.at(-1)).toBe(4);
});

test.each([
  ["replaces the last point within six hours", hours(5), [null, 56]],
  ["moves on when six hours have begun anew", hours(6), [4, 56]],
  ["leaves holes where nothing was scored", hours(18), [4, null, null, 56]],
  ["has forgotten everything after a week", hours(24 * 8), [null, null, 56]],
])("%s", (_name, later, tail) => {
  const points = nextSparkline({ points: start, at: noon }, 56, noon + later);

  expect(points).toHaveLength(sparklinePoints);
  expect(points.slice(-tail.length)).toEqual(tail);
});
