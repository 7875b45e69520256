"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { timelineQuery } from "@/app/_queries/numbers";
import { FileLink } from "@/app/_ui/file-link";
import { Moment } from "@/app/_ui/times";
import type { TimelineEntryJson } from "@/lib/wire/timeline";

export function Timeline({ id }: { id: string }) {
  const { data, isError } = useQuery(timelineQuery(id));
  return (
    <section className="block timeline" aria-labelledby="timeline">
      <header>
        <h2 id="timeline">Timeline</h2>
      </header>
      {!data && (
        <p className="muted">
          {isError ? "The timeline could not be loaded." : "Loading the timeline…"}
        </p>
      )}
      {data?.entries.length === 0 && <p className="soft">Nothing has happened yet.</p>}
      <ol>
        {data?.entries.map((entry) => (
          <Entry key={`${entry.at} ${entry.kind} ${entry.text}`} entry={entry} zone={data.zone} />
        ))}
      </ol>
      {data && data.entries.length > 0 && (
        <FileLink href={`/api/v1/numbers/${id}/timeline/csv`} what="the timeline" />
      )}
    </section>
  );
}

function Entry({ entry, zone }: { entry: TimelineEntryJson; zone: string }) {
  return (
    <li className={entry.kind}>
      <span className="muted">
        <Moment at={entry.at} zone={zone} />
      </span>
      <span>{entry.href === null ? entry.text : <Link href={entry.href}>{entry.text}</Link>}</span>
    </li>
  );
}
