"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { RequestError } from "@/app/_queries/fetch-json";
import { numberQuery } from "@/app/_queries/numbers";
import { Empty, Failed, Waiting } from "@/app/_ui/states";
import { Age, Freshness } from "@/app/_ui/times";
import { formatPhone } from "@/lib/domain/phone";
import type { NumberPageJson } from "@/lib/wire/number";
import { Campaigns } from "./campaigns";
import { Facts } from "./facts";
import { NowPanel } from "./now-panel";
import { NumberNames, type NamingRights } from "./number-names";
import { SinceWhen } from "./since-when";
import { Situation } from "./situation";
import { Timeline } from "./timeline";
import { WhatNext } from "./what-next";
import { Why } from "./why";

export function NumberScreen({ id, may }: { id: string; may: NamingRights }) {
  const { data, error, isError, refetch } = useQuery(numberQuery(id));
  if (!data && error instanceof RequestError && error.status === 404) return <NoSuchNumber />;
  if (!data && isError)
    return <Failed what="This number" error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting what="the number" rows={9} />;
  return (
    <article className="number-page">
      <Head number={data} may={may} failed={isError} />
      <NowPanel number={data} />
      <Situation number={data} />
      <div className="body">
        <Why number={data} />
        <WhatNext number={data} />
        <SinceWhen id={data.id} />
        <Campaigns id={data.id} />
        <Facts number={data} />
        <Timeline id={data.id} />
      </div>
    </article>
  );
}

interface HeadProps {
  number: NumberPageJson;
  may: NamingRights;
  failed: boolean;
}

function Head({ number, may, failed }: HeadProps) {
  const phone = number.number === null ? null : formatPhone(number.number);
  return (
    <header className="number-head">
      <div className="back">
        <Link href="/">‹ All numbers</Link>
        <Freshness at={number.updatedAt} zone={number.zone} failed={failed} />
      </div>
      <h1>{number.name}</h1>
      <div className="muted facts-line">
        {phone !== null && phone !== number.name && <span>{phone}</span>}
        {number.client !== null && (
          <span>
            client{" "}
            <Link href={`/?client=${number.client.id}`}>
              <bdi>{number.client.name}</bdi>
            </Link>
          </span>
        )}
        {number.account !== null && (
          <span>
            account{" "}
            <Link href={`/accounts/${encodeURIComponent(number.account)}`}>
              {number.accountName ?? number.account}
            </Link>{" "}
            ({number.accountNumbers} number
            {number.accountNumbers === 1 ? "" : "s"})
          </span>
        )}
        {number.sources.map(({ id, name }) => (
          <span key={id}>
            <Link href={`/sources/${id}`}>{name}</Link>
          </span>
        ))}
        <span>
          {number.lastEventAt === null ? (
            "no event yet"
          ) : (
            <>
              last event <Age at={number.lastEventAt} /> ago
            </>
          )}
        </span>
        {may !== "nothing" && <NumberNames number={number} may={may} />}
      </div>
    </header>
  );
}

function NoSuchNumber() {
  return (
    <Empty
      alone
      title="There is no such number"
      action={
        <Link href="/" className="button">
          All numbers
        </Link>
      }
    >
      It may have been removed, or it belongs to another workspace.
    </Empty>
  );
}
