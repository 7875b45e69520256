"use client";

import { calendarOf } from "@/lib/domain/alert/calendar";
import { clockOf } from "@/lib/domain/restriction-clock";
import type { NumberJson } from "@/lib/wire/number";
import { useNow } from "./now";

/** What is forbidden, what still works, until when, counting down; and the end for a calendar. */
export function RestrictionClock({
  of,
  title,
  zone,
}: {
  of: Pick<NumberJson, "id" | "sending" | "restriction">;
  title: string;
  zone: string;
}) {
  const now = useNow();
  const clock = clockOf(of.sending, of.restriction, zone, now);
  if (!clock) return null;
  const { headline, note, endsAt } = clock;
  const file = endsAt === null ? null : calendarOf({ id: of.id, title, endsAt });
  return (
    <>
      <p className="medium band critical clock">{headline}</p>
      {of.restriction !== null && <p>{of.restriction.words}</p>}
      {note !== null && <p className="muted">{note}</p>}
      {file !== null && (
        <p className="no-print">
          <a
            download="restriction-ends.ics"
            href={`data:text/calendar,${encodeURIComponent(file)}`}
          >
            Add the end to my calendar
          </a>
        </p>
      )}
    </>
  );
}
