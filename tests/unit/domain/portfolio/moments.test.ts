import { expect, test } from "vitest";
import {
  dateWords,
  dayWords,
  daysAway,
  duration,
  momentWords,
  zoneWords,
} from "@/lib/domain/portfolio/moments";
import { now, zone } from "./nine-numbers";

test.each([
  [0, "0 s"],
  [6_900, "6 s"],
  [60_000, "1 min"],
  [3_599_999, "59 min"],
  [4 * 3_600_000, "4 h"],
  [84 * 3_600_000, "3 d 12 h"],
  [48 * 3_600_000, "2 d"],
  [-5, "0 s"],
])("%i ms are %s", (ms, words) => {
  expect(duration(ms)).toBe(words);
});

test.each([
  ["2026-11-23", "today"],
  ["2026-11-22", "yesterday"],
  ["2026-11-24", "tomorrow"],
  ["2026-11-29", "Sunday"],
  ["2026-11-17", "Tuesday"],
  ["2026-11-30", "Mon 30 Nov"],
  ["2025-12-31", "Wed 31 Dec 2025"],
])("on 23 November, %s is %s", (day, words) => {
  expect(dayWords(day, "2026-11-23")).toBe(words);
});

test.each([
  ["2026-11-23T03:40:00Z", "09:10"],
  ["2026-11-22T16:40:00Z", "Sun 22:10"],
  ["2026-11-02T08:50:00Z", "Mon 2 Nov 14:20"],
  ["2026-11-22T19:00:00Z", "00:30"],
])("%s reads %s in India", (at, words) => {
  expect(momentWords(Date.parse(at), zone, now)).toBe(words);
});

test.each([
  ["2026-11-29", "in 6 days"],
  ["2026-11-24", "tomorrow"],
  ["2026-11-23", "today"],
  ["2026-11-22", "the date has passed, check now"],
])("a day without an hour, %s, is %s", (day, words) => {
  expect(daysAway(day, "2026-11-23")).toBe(words);
});

test("names zone and date as people do", () => {
  expect(zoneWords("Asia/Kolkata", now)).toBe("IST");
  expect(zoneWords("UTC", now)).toBe("UTC");
  expect(dateWords("2026-11-29", "2026-11-23")).toBe("Sun 29 Nov");
});
