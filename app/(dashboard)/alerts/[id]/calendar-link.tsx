import type { AlertPageJson } from "@/lib/wire/alert";
import { calendarOf } from "@/lib/domain/alert/calendar";

/** The end of a restriction as a file that calendars take. */
export function CalendarLink({ alert }: { alert: AlertPageJson }) {
  if (alert.endsAt === null || alert.state === "resolved") return null;
  const file = calendarOf({ id: alert.id, title: alert.title, endsAt: Date.parse(alert.endsAt) });
  return (
    <p id="calendar" className="no-print">
      <a download="restriction-ends.ics" href={`data:text/calendar,${encodeURIComponent(file)}`}>
        Add the end to my calendar
      </a>
    </p>
  );
}
