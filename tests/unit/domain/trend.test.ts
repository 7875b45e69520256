import { expect, test } from "vitest";
import { trendStarts } from "@/lib/domain/trend";

const at = (text: string) => Date.parse(text);
const iso = (starts: number[] | undefined) => starts?.map((start) => new Date(start).toISOString());

test("hours of India begin at half past", () => {
  const starts = trendStarts(
    at("2026-11-23T04:10:00Z"),
    at("2026-11-23T05:30:00Z"),
    "1h",
    "Asia/Kolkata",
    99,
  );

  expect(iso(starts)).toEqual(["2026-11-23T03:30:00.000Z", "2026-11-23T04:30:00.000Z"]);
});

test("a day of a clock change has 23 or 25 hours and is still one day", () => {
  const days = trendStarts(
    at("2026-10-24T12:00:00Z"),
    at("2026-10-26T12:00:00Z"),
    "1d",
    "Europe/Berlin",
    99,
  );
  const hours = trendStarts(days?.[1] ?? 0, days?.[2] ?? 0, "1h", "Europe/Berlin", 99);

  expect(iso(days)).toEqual([
    "2026-10-23T22:00:00.000Z",
    "2026-10-24T22:00:00.000Z",
    "2026-10-25T23:00:00.000Z",
  ]);
  expect(hours).toHaveLength(25);
});

test("says no instead of drawing more than anybody can", () => {
  expect(trendStarts(0, at("2026-11-23T00:00:00Z"), "1h", "UTC", 2500)).toBeUndefined();
});
