import type { NumberPageJson } from "@/lib/wire/number";

export function WhatNext({ number }: { number: NumberPageJson }) {
  return (
    <section className="block next" aria-labelledby="next">
      <header>
        <h2 id="next">What next</h2>
      </header>
      {number.whatNext.length === 0 ? (
        <p className="soft">Nothing to do. Banguard writes when that changes.</p>
      ) : (
        <ol>
          {number.whatNext.map(({ key, text, doneWhen, done }) => (
            <li key={key} className={done ? "done" : undefined}>
              <span className="box" aria-hidden="true">
                {done ? "✓" : ""}
              </span>
              <span>
                {text}
                {done && <span className="only-read"> (done)</span>}
                {doneWhen !== null && <span className="small muted">{doneWhen}</span>}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
