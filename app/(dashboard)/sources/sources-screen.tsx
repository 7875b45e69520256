"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { sourcesQuery } from "@/app/_queries/sources";
import { Empty, Failed, Waiting } from "@/app/_ui/states";
import { Freshness } from "@/app/_ui/times";
import type { SourceJson } from "@/lib/wire/source";
import { providerWords } from "./provider-words";

export function SourcesScreen() {
  const { data, error, isError, refetch } = useQuery(sourcesQuery());
  if (!data && isError)
    return <Failed what="The sources" error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting what="the sources" />;
  return (
    <>
      <header className="page-head">
        <h1>Sources</h1>
        <div className="actions">
          <Freshness at={data.updatedAt} zone={data.zone} failed={isError} />
          <Link href="/files" className="button">
            Files
          </Link>
          {data.sources.length > 0 && (
            <Link href="/sources/connect" className="button">
              Connect another
            </Link>
          )}
        </div>
      </header>
      {data.sources.length === 0 ? (
        <NoSource />
      ) : (
        <ul className="list">
          {data.sources.map((source) => (
            <SourceRow key={source.id} source={source} />
          ))}
        </ul>
      )}
    </>
  );
}

function SourceRow({ source }: { source: SourceJson }) {
  return (
    <li className="mail-row">
      <div className="what">
        <Link href={`/sources/${source.id}`}>{source.name}</Link>
        <p className={`connection ${source.connection.state}`}>{source.connection.words}</p>
        {source.connection.remedy !== null && <p className="soft">{source.connection.remedy}</p>}
        {source.notPublic !== null && source.connection.state === "waiting" && (
          <p className="soft">{source.notPublic}</p>
        )}
      </div>
      <p className="small muted">
        {providerWords[source.provider]}
        <br />
        {source.numbers} number{source.numbers === 1 ? "" : "s"}
        {source.noticesOnly && " · account notices only"}
      </p>
    </li>
  );
}

function NoSource() {
  return (
    <Empty
      title="Nothing is connected"
      action={
        <Link href="/sources/connect" className="button main">
          Connect how you send
        </Link>
      }
    >
      A source tells Banguard what happens on your numbers: WhatsApp itself, a provider, or your own
      system.
    </Empty>
  );
}
