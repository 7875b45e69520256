"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { auditQuery, auditSearch } from "@/app/_queries/audit";
import { Empty, Failed, Waiting } from "@/app/_ui/states";
import { Moment } from "@/app/_ui/times";
import { wordsOfDetail } from "@/lib/domain/audit-words";
import type { AuditEntryJson, AuditQuery } from "@/lib/wire/audit";
import { AuditFilters } from "./audit-filters";

export function AuditScreen({ query }: { query: AuditQuery }) {
  const { data, error, isError, refetch } = useQuery(auditQuery(query));
  if (!data && isError)
    return <Failed what="The audit log" error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting what="the audit log" />;
  const { cursor: _older, ...filters } = query;
  return (
    <>
      <header className="page-head">
        <h1>Audit log</h1>
        <a className="button" href={`/api/v1/audit/csv?${auditSearch(filters)}`} download>
          Download as CSV
        </a>
      </header>
      <p className="soft">
        Who changed what, when and from where. Nobody can edit or delete an entry, whatever their
        role; it stays for as long as the workspace does.
      </p>
      <AuditFilters query={filters} actors={data.actors} />
      {data.entries.length === 0 ? (
        <Empty title="Nothing with these filters">
          {query.cursor === undefined
            ? "Try a longer time, or everybody."
            : "There is nothing older."}
        </Empty>
      ) : (
        <ol className="list audit">
          {data.entries.map((entry) => (
            <Entry key={entry.id} entry={entry} zone={data.zone} />
          ))}
        </ol>
      )}
      <nav className="actions" aria-label="Older entries">
        {query.cursor !== undefined && (
          <Link className="button" href={`/settings/audit?${auditSearch(filters)}`}>
            Newest
          </Link>
        )}
        {data.next !== null && (
          <Link
            className="button"
            href={`/settings/audit?${auditSearch({ ...filters, cursor: data.next })}`}
          >
            Older
          </Link>
        )}
      </nav>
    </>
  );
}

const kindWords = { person: "", key: "API key ", system: "" } as const;

function Entry({ entry, zone }: { entry: AuditEntryJson; zone: string }) {
  const { actor, words, address, detail } = entry;
  const note = noteOf(detail);
  return (
    <li>
      <div className="what">
        <p>
          {kindWords[actor.kind]}
          <b>{actor.name}</b> {words}
        </p>
        {note !== "" && <p className="small muted">{note}</p>}
      </div>
      <p className="small muted where-from">
        <Moment at={entry.at} zone={zone} />
        {address !== null && <span>from {address}</span>}
      </p>
    </li>
  );
}

/** "name: Shop · days: 30": the figures of an entry as they were written down. */
function noteOf(detail: AuditEntryJson["detail"]): string {
  return Object.entries(detail)
    .filter(([, value]) => value !== null && value !== "")
    .map(([name, value]) => `${wordsOfDetail(name)}: ${plain(value)}`)
    .join(" · ");
}

function plain(value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => wordsOfDetail(String(one))).join(", ");
  if (typeof value === "boolean") return value ? "yes" : "no";
  return String(value).replaceAll("_", " ");
}
