"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { accountQuery } from "@/app/_queries/numbers";
import { BandIcon } from "@/app/_ui/band";
import { RestrictionClock } from "@/app/_ui/restriction-clock";
import { Failed, Waiting } from "@/app/_ui/states";
import { Freshness } from "@/app/_ui/times";
import type { AccountPageJson } from "@/lib/wire/account";

/** What WhatsApp has done to an account, and the numbers that share its fate. */
export function AccountScreen({ id }: { id: string }) {
  const { data, error, isError, refetch } = useQuery(accountQuery(id));
  if (!data && isError)
    return <Failed what="This account" error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting what="the account" />;
  return (
    <article className="narrow-page">
      <header className="page-head">
        <div>
          <p className="back">
            <Link href="/">‹ All numbers</Link>
          </p>
          <h1>{data.name}</h1>
          <p className="muted">WhatsApp account {data.account}</p>
        </div>
        <Freshness at={data.updatedAt} zone={data.zone} failed={isError} />
      </header>
      <section className="block" aria-labelledby="state">
        <h2 id="state">State</h2>
        <State account={data} />
      </section>
      {data.whatNext.length > 0 && <WhatNext account={data} />}
      <Members account={data} />
    </article>
  );
}

function State({ account }: { account: AccountPageJson }) {
  if (account.sending !== "ok" && account.sending !== "stopped") {
    return <RestrictionClock of={account} title={account.name} zone={account.zone} />;
  }
  return (
    <>
      <p className="medium">no restriction known</p>
      {account.sentence !== "" && <p>{account.sentence}</p>}
      <p className="muted">Warnings, restrictions and lifts of the account appear here.</p>
    </>
  );
}

function WhatNext({ account }: { account: AccountPageJson }) {
  return (
    <section className="block next" aria-labelledby="next">
      <h2 id="next">What next</h2>
      <ol>
        {account.whatNext.map(({ key, text, doneWhen }) => (
          <li key={key}>
            <span className="box" aria-hidden="true" />
            <span>
              {text}
              {doneWhen !== null && <span className="small muted">{doneWhen}</span>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Members({ account }: { account: AccountPageJson }) {
  return (
    <section className="list-group" aria-labelledby="members">
      <h2 id="members">Its numbers</h2>
      {account.members.length === 0 ? (
        <p className="soft">No number of it has reported yet. Its state counts all the same.</p>
      ) : (
        <ul className="list">
          {account.members.map(({ id, name, behaviour, band, score, restriction }) => (
            <li key={id}>
              <div className="what">
                <Link href={`/numbers/${id}`}>{name}</Link>
                {restriction?.inherited === true && (
                  <p className="small muted">its restriction is from the account</p>
                )}
              </div>
              <p className={`band ${band}`}>
                <BandIcon band={band} size={14} /> {score ?? "–"} {band}
                <span className="small muted"> behaviour {behaviour}</span>
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
