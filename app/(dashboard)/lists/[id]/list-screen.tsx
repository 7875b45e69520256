"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import Link from "next/link";
import { HarmBars } from "@/app/(dashboard)/lists/harm-bars";
import { listQuery } from "@/app/_queries/campaigns";
import { PeriodFilters } from "@/app/_ui/period-filters";
import { Failed, Waiting } from "@/app/_ui/states";
import { Moment } from "@/app/_ui/times";
import { count, percent } from "@/lib/domain/portfolio/score-words";
import type { PeriodQuery } from "@/lib/wire/campaign";
import type { ListPageJson } from "@/lib/wire/list";

// Recharts is as large as the rest of the page: it comes when the chart does.
const DayChart = dynamic(() => import("./day-chart"), {
  ssr: false,
  loading: () => <p className="muted day-chart">Drawing…</p>,
});

export function ListScreen({ id, query }: { id: string; query: PeriodQuery }) {
  const { data, error, isError, refetch } = useQuery({
    ...listQuery(id, query),
    placeholderData: keepPreviousData,
  });
  if (!data && isError)
    return <Failed what="This list" error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting what="the list" rows={7} />;
  return (
    <article className="campaign-page">
      <header className="number-head">
        <div className="back">
          <Link href={`/lists?days=${query.days}`}>‹ All lists</Link>
          <PeriodFilters query={query} />
        </div>
        <h1>{data.name}</h1>
        <p className="muted facts-line">
          <Used list={data} />
        </p>
      </header>
      <section className="block" aria-label="Part of the harm">
        <p className="lead">{data.sentence}</p>
        <HarmBars list={data} />
      </section>
      {data.byDay.length > 0 && (
        <section className="block" aria-labelledby="by-day">
          <header>
            <h2 id="by-day">By day</h2>
          </header>
          <DayChart days={data.byDay} />
        </section>
      )}
      <div className="part-grid">
        <Numbers list={data} />
        <Stops list={data} />
      </div>
    </article>
  );
}

function Used({ list }: { list: ListPageJson }) {
  if (list.firstUsedAt === null || list.lastUsedAt === null)
    return <span>unused for {list.days} days</span>;
  return (
    <>
      <span>
        first message in this period <Moment at={list.firstUsedAt} zone={list.zone} />
      </span>
      <span>
        last one before <Moment at={list.lastUsedAt} zone={list.zone} />
      </span>
    </>
  );
}

function Numbers({ list }: { list: ListPageJson }) {
  return (
    <section className="block" aria-labelledby="numbers">
      <header>
        <h2 id="numbers">Numbers that wrote to it</h2>
      </header>
      <div className="wide-table">
        <table tabIndex={0}>
          <thead>
            <tr>
              <th scope="col">number</th>
              <th scope="col">delivered</th>
              <th scope="col">asked to stop</th>
              <th scope="col">not on WhatsApp</th>
            </tr>
          </thead>
          <tbody>
            {list.numbers.map((number) => (
              <tr key={number.id}>
                <th scope="row" className="long">
                  <Link href={`/numbers/${number.id}`}>{number.name}</Link>
                </th>
                <td>{count(number.delivered)}</td>
                <td>{count(number.optedOut)}</td>
                <td>{number.unreachableShare === null ? "–" : percent(number.unreachableShare)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Stops({ list }: { list: ListPageJson }) {
  return (
    <section className="block" aria-labelledby="stops">
      <header>
        <h2 id="stops">After which campaign people asked to stop</h2>
      </header>
      {list.campaigns.length === 0 ? (
        <p className="soft">Nobody of this list is known to have asked to stop.</p>
      ) : (
        <ul className="plain-list">
          {list.campaigns.map(({ name, optedOut }) => (
            <li key={name ?? ""}>
              {name ?? <span className="muted">No campaign known</span>}:{" "}
              <b>
                {count(optedOut)} {optedOut === 1 ? "person" : "people"}
              </b>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
