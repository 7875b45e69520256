import type { Instant } from "@/lib/domain/event";

/** One moment as an iCalendar file (RFC 5545): lines end in CRLF, text is escaped, long lines are folded at 74 characters. */
export function calendarOf(entry: { id: string; title: string; endsAt: Instant }): string {
  const at = stamp(entry.endsAt);
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Banguard//EN",
    "BEGIN:VEVENT",
    `UID:${entry.id}@banguard`,
    `DTSTAMP:${at}`,
    `DTSTART:${at}`,
    `DTEND:${at}`,
    `SUMMARY:${escaped(`The restriction ends. ${entry.title}`)}`,
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return `${lines.map(folded).join("\r\n")}\r\n`;
}

function stamp(at: Instant): string {
  return new Date(at).toISOString().replace(/[-:]|\.\d+/g, "");
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/[\r\n]+/g, " ");
}

function folded(line: string): string {
  return line.replace(/(.{74})(?=.)/gu, "$1\r\n ");
}
