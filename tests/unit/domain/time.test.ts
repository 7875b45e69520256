import { expect, test } from "vitest";
import {
  addDays,
  days,
  daysBetween,
  hours,
  hourStart,
  localDay,
  minutes,
  startOfDay,
  zoneOffset,
} from "@/lib/domain/time";

const at = (text: string) => Date.parse(text);

test.each([
  ["UTC", "2026-11-22T10:59:59Z", "2026-11-22T10:00:00Z"],
  ["Asia/Kolkata", "2026-11-22T10:29:59Z", "2026-11-22T09:30:00Z"],
  ["Asia/Kolkata", "2026-11-22T10:30:00Z", "2026-11-22T10:30:00Z"],
  ["Asia/Kathmandu", "2026-11-22T10:14:00Z", "2026-11-22T09:15:00Z"],
  ["America/St_Johns", "2026-11-22T10:29:00Z", "2026-11-22T09:30:00Z"],
  ["Europe/Berlin", "2026-10-25T00:59:00Z", "2026-10-25T00:00:00Z"],
  ["Europe/Berlin", "2026-10-25T01:01:00Z", "2026-10-25T01:00:00Z"],
])("an hour of %s that holds %s starts at %s", (zone, moment, start) => {
  expect(hourStart(at(moment), zone)).toBe(at(start));
});

test.each([
  ["Asia/Kolkata", "2026-11-21T18:29:59Z", "2026-11-21"],
  ["Asia/Kolkata", "2026-11-21T18:30:00Z", "2026-11-22"],
  ["Asia/Kathmandu", "2026-11-21T18:14:59Z", "2026-11-21"],
  ["Asia/Kathmandu", "2026-11-21T18:15:00Z", "2026-11-22"],
  ["America/Los_Angeles", "2026-11-22T07:59:59Z", "2026-11-21"],
  ["Pacific/Kiritimati", "2026-11-22T10:00:00Z", "2026-11-23"],
  ["America/New_York", "2026-03-08T06:59:59Z", "2026-03-08"],
])("in %s the date of %s is %s", (zone, moment, day) => {
  expect(localDay(at(moment), zone)).toBe(day);
});

test.each([
  ["Asia/Kolkata", "2026-11-22", "2026-11-21T18:30:00Z"],
  ["Asia/Kathmandu", "2026-11-22", "2026-11-21T18:15:00Z"],
  ["Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00Z"],
  ["Europe/Berlin", "2026-03-30", "2026-03-29T22:00:00Z"],
  ["Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00Z"],
  ["Europe/Berlin", "2026-10-26", "2026-10-25T23:00:00Z"],
  // Midnight does not exist there on that date: the day begins at one.
  ["Africa/Cairo", "2024-04-26", "2024-04-25T22:00:00Z"],
  // Midnight comes twice there on that date: the day begins at the first.
  ["America/Havana", "2026-11-01", "2026-11-01T04:00:00Z"],
])("in %s the day %s starts at %s", (zone, day, start) => {
  expect(startOfDay(day, zone)).toBe(at(start));
  expect(localDay(startOfDay(day, zone), zone)).toBe(day);
  expect(localDay(startOfDay(day, zone) - 1, zone)).toBe(addDays(day, -1));
});

test("a day with a clock change has 23 or 25 hours", () => {
  const length = (day: string) =>
    startOfDay(addDays(day, 1), "Europe/Berlin") - startOfDay(day, "Europe/Berlin");

  expect(length("2026-03-29")).toBe(hours(23));
  expect(length("2026-10-25")).toBe(hours(25));
  expect(length("2026-10-26")).toBe(hours(24));
});

test("the offset changes at the very instant of the clock change", () => {
  const change = at("2026-03-29T01:00:00Z");

  expect(zoneOffset(change - 1, "Europe/Berlin")).toBe(hours(1));
  expect(zoneOffset(change, "Europe/Berlin")).toBe(hours(2));
});

test("days are counted over months, years and leap days", () => {
  expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  expect(addDays("2028-03-01", -1)).toBe("2028-02-29");
  expect(daysBetween("2026-11-16", "2026-11-23")).toBe(7);
  expect(daysBetween("2026-03-28", "2026-03-30")).toBe(2);
});

test("the units are milliseconds", () => {
  expect([minutes(1), hours(1), days(1)]).toEqual([60_000, 3_600_000, 86_400_000]);
});

test("a thousand look-ups take about a millisecond", () => {
  const start = at("2026-01-01T00:00:00Z");

  // The fastest of many batches: others may be using the machine.
  const batches = Array.from({ length: 40 }, () => {
    const began = performance.now();
    for (let index = 0; index < 1_000; index += 1)
      hourStart(start + index * minutes(7), "Asia/Kolkata");
    return performance.now() - began;
  });

  expect(Math.min(...batches)).toBeLessThan(5);
});
