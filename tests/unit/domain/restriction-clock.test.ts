import { expect, test } from "vitest";
import { calendarOf } from "@/lib/domain/alert/calendar";
import { clockOf } from "@/lib/domain/restriction-clock";

const zone = "Asia/Kolkata";
/** Friday 30 October 2026, 11:20 in India. */
const now = Date.parse("2026-10-30T05:50:00Z");
const none = { until: null, day: null };

test.each([
  ["nothing while it may send", "ok", none, undefined],
  [
    "the end, with days and hours",
    "restricted",
    { ...none, until: "2026-11-02T08:50:00Z" },
    {
      headline: "restricted until Mon 14:20, 3 d 3 h",
      note: null,
      endsAt: Date.parse("2026-11-02T08:50:00Z"),
    },
  ],
  [
    "that WhatsApp gave no end, and what we do about it",
    "restricted",
    none,
    {
      headline: "restricted, no end given",
      note: "WhatsApp gave no end. We look every 15 minutes and write when sending works again.",
      endsAt: null,
    },
  ],
  [
    "that the end has passed",
    "restricted",
    { ...none, until: "2026-10-30T05:49:00Z" },
    {
      headline: "restricted until 11:19: the date has passed, check now",
      note: "We write as soon as sending is seen to work.",
      endsAt: null,
    },
  ],
  [
    "days and never hours for a scheduled disable",
    "disable_scheduled",
    { ...none, day: "2026-11-05" },
    {
      headline: "disabled on Thu 5 Nov, in 6 days",
      note: "WhatsApp gives a day, no hour.",
      endsAt: null,
    },
  ],
  [
    "that the day has passed",
    "disable_scheduled",
    { ...none, day: "2026-10-29" },
    {
      headline: "disabled on Thu 29 Oct, the date has passed, check now",
      note: "WhatsApp gives a day, no hour.",
      endsAt: null,
    },
  ],
  [
    "that it is disabled",
    "disabled",
    none,
    { headline: "disabled by WhatsApp", note: null, endsAt: null },
  ],
] as const)("the clock says %s", (_name, sending, restriction, reading) => {
  expect(clockOf(sending, restriction, zone, now)).toEqual(reading);
});

test("the end for a calendar is one moment, with CRLF, escapes and lines of at most 75 octets", () => {
  const file = calendarOf({
    id: "a1",
    title: `Roast & Co; Deals, and a name that goes on and on ${"x".repeat(90)}`,
    endsAt: Date.parse("2026-11-02T08:50:00Z"),
  });

  expect(file).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n/);
  expect(file).toContain("DTSTART:20261102T085000Z\r\n");
  expect(file).toContain("Roast & Co\\; Deals\\, and");
  expect(file.endsWith("END:VCALENDAR\r\n")).toBe(true);
  for (const line of file.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
});
