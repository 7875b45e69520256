import { expect, test } from "vitest";
import { formatPhone } from "@/lib/domain/phone";
import {
  formatDuration,
  formatMoment,
  formatRange,
  formatShare,
  formatSpan,
  formatTimes,
  zoneName,
} from "@/lib/email/format";
import { ist } from "./stories";

test.each([
  [0.0227, "2.3 %"],
  [0.005, "0.5 %"],
  [0.02, "2 %"],
  [0.1218, "12 %"],
  [0.0996, "10 %"],
  [0, "0 %"],
])("writes the share %s as %s", (share, text) => {
  expect(formatShare(share)).toBe(text);
});

test("rounds a range outwards", () => {
  expect(formatRange(0.01834, 0.0255)).toEqual(["1.8 %", "2.6 %"]);
  expect(formatRange(0.02, 0.03)).toEqual(["2 %", "3 %"]);
});

test.each([
  [4.5476, "4.5"],
  [5.477, "5.5"],
  [3, "3"],
  [12.4, "12"],
])("writes %s times as %s", (ratio, text) => {
  expect(formatTimes(ratio)).toBe(text);
});

test.each([
  ["Asia/Kolkata", "IST"],
  ["Europe/Berlin", "CET"],
  ["America/New_York", "EST"],
  ["UTC", "UTC"],
  ["Asia/Kathmandu", "UTC+5:45"],
])("calls %s %s in November", (zone, name) => {
  expect(zoneName(ist("2026-11-22T11:36"), zone)).toBe(name);
});

test("writes a moment with its zone", () => {
  expect(formatMoment(ist("2026-11-22T11:36"), "Asia/Kolkata")).toBe(
    "Sunday 22 November, 11:36 IST",
  );
});

test.each([
  ["+15550100003", "+1 555 010 0003"],
  ["+919876543210", "+91 987 654 3210"],
  ["+4915112345678", "+49 151 123 456 78"],
  ["+9779812345678", "+977 981 234 5678"],
])("writes %s as %s", (e164, text) => {
  expect(formatPhone(e164)).toBe(text);
});

test.each([
  [94 * 60_000, "94 minutes"],
  [3 * 86_400_000, "3 days"],
  [5 * 3_600_000, "5 hours"],
])("writes the span %s as %s", (ms, text) => {
  expect(formatSpan(ms)).toBe(text);
});

test("writes a duration to the hour", () => {
  expect(formatDuration(ist("2026-11-27T00:31") - ist("2026-11-22T11:36"))).toBe("4 days 13 hours");
  expect(formatDuration(86_400_000)).toBe("1 day");
});
