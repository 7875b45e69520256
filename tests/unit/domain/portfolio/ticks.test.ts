import { expect, test } from "vitest";
import { dayTicks } from "@/lib/domain/portfolio/ticks";

const from = Date.parse("2026-11-16T04:10:00Z");
const to = Date.parse("2026-11-23T04:10:00Z");
const iso = (ticks: number[]) => ticks.map((tick) => new Date(tick).toISOString());

test("a week in India has its seven midnights", () => {
  const ticks = iso(dayTicks(from, to, "Asia/Kolkata", 8));

  expect(ticks).toHaveLength(7);
  expect([ticks[0], ticks[6]]).toEqual(["2026-11-16T18:30:00.000Z", "2026-11-22T18:30:00.000Z"]);
});

test("ninety days are thinned, and the newest midnight stays", () => {
  const ticks = iso(dayTicks(to - 90 * 86_400_000, to, "UTC", 8));

  expect(ticks.length).toBeLessThanOrEqual(8);
  expect(ticks.at(-1)).toBe("2026-11-23T00:00:00.000Z");
});

test("clocks that change in between do not shift the marks off midnight", () => {
  const ticks = iso(
    dayTicks(
      Date.parse("2026-10-23T12:00:00Z"),
      Date.parse("2026-10-27T12:00:00Z"),
      "Europe/Berlin",
      8,
    ),
  );

  expect(ticks).toEqual([
    "2026-10-23T22:00:00.000Z",
    "2026-10-24T22:00:00.000Z",
    "2026-10-25T23:00:00.000Z",
    "2026-10-26T23:00:00.000Z",
  ]);
});
