import { expect, test } from "vitest";
import { calendarOf } from "@/lib/domain/alert/calendar";

test("writes the end of a restriction as a calendar takes it", () => {
  const file = calendarOf({
    id: "a1",
    title:
      "WhatsApp restricted Roast & Co until Mon 2 Nov, 14:20: no campaigns on 2 numbers\r\nX:1",
    endsAt: Date.parse("2026-11-02T08:50:00Z"),
  });

  expect(file.split("\r\n")).toEqual([
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Banguard//EN",
    "BEGIN:VEVENT",
    "UID:a1@banguard",
    "DTSTAMP:20261102T085000Z",
    "DTSTART:20261102T085000Z",
    "DTEND:20261102T085000Z",
    String.raw`SUMMARY:The restriction ends. WhatsApp restricted Roast & Co until Mon 2 N`,
    String.raw` ov\, 14:20: no campaigns on 2 numbers X:1`,
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ]);
});
