import { expect, test } from "vitest";
import { duePeriod, nextDigestAt } from "@/lib/domain/digest/period";

const at = (moment: string) => Date.parse(moment);

test.each([
  ["weekly", "Asia/Kolkata", "2026-11-23T08:59:00+05:30", "2026-11-23T09:00:00+05:30"],
  ["weekly", "Asia/Kolkata", "2026-11-23T09:00:00+05:30", "2026-11-30T09:00:00+05:30"],
  ["daily", "Asia/Kolkata", "2026-11-23T09:00:00+05:30", "2026-11-24T09:00:00+05:30"],
  ["weekly", "America/New_York", "2026-11-23T12:00:00Z", "2026-11-23T14:00:00Z"],
  // The clock of Berlin went back at 03:00 that day: nine hours of the clock are ten of the day.
  ["daily", "Europe/Berlin", "2026-10-24T23:00:00Z", "2026-10-25T08:00:00Z"],
] as const)("%s in %s after %s comes at %s", (frequency, zone, now, expected) => {
  expect(new Date(nextDigestAt(frequency, zone, at(now))).toISOString()).toBe(
    new Date(expected).toISOString(),
  );
});

test.each([
  ["on time", "weekly", "2026-11-23T09:00:00+05:30", "2026-11-23"],
  ["some hours late", "weekly", "2026-11-23T21:00:00+05:30", "2026-11-23"],
  [
    "the next morning, a moment before a day is over",
    "weekly",
    "2026-11-24T08:59:59+05:30",
    "2026-11-23",
  ],
  ["a day late", "weekly", "2026-11-24T09:00:00+05:30", undefined],
  ["too early", "weekly", "2026-11-23T08:59:00+05:30", undefined],
  ["every day", "daily", "2026-11-24T09:00:00+05:30", "2026-11-24"],
] as const)("%s", (_name, frequency, now, sentOn) => {
  expect(duePeriod(frequency, "Asia/Kolkata", at(now))?.sentOn).toBe(sentOn);
});

test("a week is seven whole local days, Monday to Sunday", () => {
  expect(duePeriod("weekly", "Asia/Kolkata", at("2026-11-23T09:00:00+05:30"))).toMatchObject({
    firstDay: "2026-11-16",
    lastDay: "2026-11-22",
    from: at("2026-11-16T00:00:00+05:30"),
    until: at("2026-11-23T00:00:00+05:30"),
  });
});
