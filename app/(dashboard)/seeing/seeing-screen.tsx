"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { seeingQuery } from "@/app/_queries/numbers";
import { Failed, Waiting } from "@/app/_ui/states";
import { Freshness } from "@/app/_ui/times";
import type { SeeingJson } from "@/lib/wire/seeing";

type SeenNumber = SeeingJson["numbers"][number];

export function SeeingScreen() {
  const { data, error, isError, refetch } = useQuery(seeingQuery());
  if (!data && isError)
    return <Failed what="What we see" error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting what="what we see" />;
  return (
    <article className="narrow-page">
      <header className="page-head">
        <h1>What we cannot see</h1>
        <Freshness at={data.updatedAt} zone={data.zone} failed={isError} />
      </header>
      <p className="lead">
        Banguard judges by what reaches it. What is missing lowers a number’s coverage; it never
        counts as a risk, and never as safe.
      </p>
      <ul className="legend">
        <li>
          <i className="sight seen" /> seen
        </li>
        <li>
          <i className="sight unknown" /> unknown: could be seen, and was not
        </li>
        <li>
          <i className="sight not_available" /> not available: nobody gives it, or it is switched
          off
        </li>
      </ul>
      {data.numbers.length === 0 && (
        <p className="soft">
          No numbers yet: <Link href="/sources/connect">connect how you send</Link>.
        </p>
      )}
      {data.numbers.map((number) => (
        <NumberSight key={number.id} number={number} />
      ))}
    </article>
  );
}

function NumberSight({ number }: { number: SeenNumber }) {
  return (
    <section className="block" aria-label={number.name}>
      <header>
        <h2>
          <Link href={`/numbers/${number.id}`}>{number.name}</Link>
        </h2>
        <span className="muted">{Math.round(number.coverage * 100)} % seen</span>
      </header>
      <dl className="signals">
        {number.signals.map(({ label, weight, state, words, step }) => (
          <div key={label}>
            <dt>
              <i className={`sight ${state}`} aria-hidden="true" /> {upper(label)}{" "}
              <span className="small muted">{weight} %</span>
            </dt>
            <dd>
              <span className={state === "seen" ? undefined : `said ${state}`}>{words}</span>
              {step !== null && <span className="soft"> {step}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function upper(label: string): string {
  return label.charAt(0).toUpperCase() + label.slice(1);
}
