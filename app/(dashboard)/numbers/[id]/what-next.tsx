"use client";

import Link from "next/link";
import { Moment } from "@/app/_ui/times";
import type { NumberPageJson } from "@/lib/wire/number";
import { isShort } from "./progress";

export function WhatNext({ number }: { number: NumberPageJson }) {
  return (
    <section className="block next" aria-labelledby="next">
      <header>
        <h2 id="next">What next</h2>
      </header>
      {number.whatNext.length === 0 ? (
        <NothingNext number={number} />
      ) : (
        <ol>
          {number.whatNext.map(({ key, text, doneWhen, done, doneAt }) => (
            <li key={key} className={done ? "done" : undefined}>
              <span className="box" aria-hidden="true">
                {done ? "✓" : ""}
              </span>
              <span>
                {text}
                {doneAt !== null ? (
                  <span className="small">
                    done: {doneWhen}, <Moment at={doneAt} zone={number.zone} />
                  </span>
                ) : (
                  doneWhen !== null && (
                    <span className="small muted">ticks itself with: {doneWhen}</span>
                  )
                )}
              </span>
            </li>
          ))}
        </ol>
      )}
      {number.forecast !== null && <p className="forecast soft">{number.forecast.text}</p>}
    </section>
  );
}

/** Nothing to do is good news only where something can be seen. */
function NothingNext({ number }: { number: NumberPageJson }) {
  if (number.score !== null) {
    return <p className="soft">Nothing to do. Banguard writes when that changes.</p>;
  }
  if (isShort(number)) {
    return (
      <p className="soft">
        Nothing to do but wait: the verdict comes by itself with more messages.
      </p>
    );
  }
  return (
    <p className="soft">
      Let Banguard see more of this number: <Link href="/sources/connect">connect a source</Link>{" "}
      that reports what is missing.
    </p>
  );
}
