"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { sourceQuery } from "@/app/_queries/sources";
import { providerWords } from "@/app/(dashboard)/sources/provider-words";
import { Failed, Waiting } from "@/app/_ui/states";
import { Age, Moment } from "@/app/_ui/times";
import type { SourcePageJson } from "@/lib/wire/source";
import { AfterConnecting } from "./after-connecting";
import { Deliveries } from "./deliveries";
import { ConnectMeta } from "./connect-meta";
import { ConnectOwn } from "./connect-own";
import { EditSource } from "./edit-source";
import { LeaveSource } from "./leave-source";
import { TestEvent } from "./test-event";

export function SourceScreen({ id }: { id: string }) {
  const { data, error, isError, refetch } = useQuery(sourceQuery(id));
  if (!data && isError)
    return <Failed what="This source" error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting what="the source" />;
  return (
    <article className="narrow-page">
      <p className="back">
        <Link href="/sources">‹ All sources</Link>
      </p>
      <h1>{data.name}</h1>
      <Connection source={data} />
      {data.notPublic !== null && data.provider === "meta" && (
        <p className="note warn">
          {data.notPublic} Give Banguard a public address (APP_URL) first.
        </p>
      )}
      <details className="block" open={data.firstEventAt === null}>
        <summary>
          <h2 className="inline">What to paste where</h2>
        </summary>
        {data.provider === "meta" ? <ConnectMeta source={data} /> : <ConnectOwn source={data} />}
      </details>
      {data.firstEventAt !== null && <AfterConnecting source={data} />}
      <TestEvent id={data.id} />
      <Deliveries source={data} />
      <About source={data} />
      {data.verifyToken !== null && (
        <>
          <EditSource key={`${data.name} ${data.account ?? ""}`} source={data} />
          <LeaveSource source={data} />
        </>
      )}
    </article>
  );
}

/** Turns by itself from waiting to receiving, or says why not. */
function Connection({ source }: { source: SourcePageJson }) {
  const { state, words, remedy } = source.connection;
  return (
    <div className={`note ${state === "receiving" ? "good" : ""}`} role="status">
      <p className={`connection ${state}`}>{words}</p>
      {remedy !== null && <p className="soft">{remedy}</p>}
    </div>
  );
}

const tokenWords = {
  none: "none given: WhatsApp’s rating and names stay unknown",
  unknown: "given, not tried yet",
  ok: "works",
  dead: "refused by Meta: make a new one",
} as const;

function About({ source }: { source: SourcePageJson }) {
  const { zone } = source;
  return (
    <section className="block facts" aria-labelledby="about">
      <header>
        <h2 id="about">About this source</h2>
      </header>
      <dl>
        <div>
          <dt>Kind</dt>
          <dd>
            {providerWords[source.provider]}
            {source.account !== null && ` · account ${source.account}`} · {source.numbers} number
            {source.numbers === 1 ? "" : "s"}
          </dd>
        </div>
        <div>
          <dt>Since</dt>
          <dd>
            <Moment at={source.createdAt} zone={zone} />
            {source.lastEventAt !== null && (
              <>
                {" "}
                · last event <Age at={source.lastEventAt} /> ago
              </>
            )}
          </dd>
        </div>
        {source.provider === "meta" && (
          <div>
            <dt>Access token</dt>
            <dd>
              {tokenWords[source.token]}
              {source.pollError !== null && ` · ${source.pollError}`}
              {source.polledAt !== null && (
                <>
                  {" "}
                  · asked <Age at={source.polledAt} /> ago
                </>
              )}
            </dd>
          </div>
        )}
        <div>
          <dt>Answers</dt>
          <dd>
            {source.readsAnswers
              ? "read for a moment to notice “STOP”, nothing of them is kept"
              : "not read: opt-outs by message are not noticed"}
          </dd>
        </div>
      </dl>
    </section>
  );
}
