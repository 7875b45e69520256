import type { NumberPageJson } from "@/lib/wire/number";

/** What is worth knowing and costs no points. */
export function Facts({ number }: { number: NumberPageJson }) {
  if (number.facts.length === 0) return null;
  return (
    <section className="block facts" aria-labelledby="facts">
      <header>
        <h2 id="facts">Not counted against you</h2>
      </header>
      <dl>
        {number.facts.map(({ label, text }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
