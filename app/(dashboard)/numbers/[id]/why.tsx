"use client";

import { FileLink } from "@/app/_ui/file-link";
import { points } from "@/lib/domain/portfolio/score-words";
import { whyTable } from "@/lib/domain/portfolio/why";
import type { WhyFamily } from "@/lib/domain/portfolio/why";
import type { FactorJson, NumberPageJson } from "@/lib/wire/number";
import { isShort } from "./progress";
import { FactorRow } from "./factor-row";

/** Where every point comes from. The lines add up to the score exactly; what costs nothing is there too. */
export function Why({ number }: { number: NumberPageJson }) {
  const { families, limits } = whyTable(number.factors);
  const sum = number.score ?? number.behaviour;
  return (
    <section className="block why" aria-labelledby="why">
      <header>
        <h2 id="why">{number.score === null ? "Why not judged yet" : `Why ${number.score}`}</h2>
        <p className="columns muted" aria-hidden="true">
          <span>points</span>
          <span>of at most</span>
        </p>
      </header>
      {number.score === null && <Missing number={number} />}
      {families.map((family) => (
        <FamilyRows key={family.family} family={family} details={number.details} />
      ))}
      {limits.length > 0 && (
        <div className="limits">
          {limits.map((line) => (
            <FactorRow key={line.factor} line={line} />
          ))}
        </div>
      )}
      <p className="sum">
        <span>sum</span> <b className="points">{points(sum)}</b> <span />
      </p>
      <p className="small muted">
        WhatsApp publishes no thresholds; “from” and “full” are our estimates. Model {number.model}.
        An estimate of risk, not a prediction: WhatsApp decides alone.
      </p>
      <FileLink href={`/api/v1/numbers/${number.id}/csv`} what="the score’s lines" />
    </section>
  );
}

interface FamilyRowsProps {
  family: WhyFamily<FactorJson>;
  details: NumberPageJson["details"];
}

function FamilyRows({ family, details }: FamilyRowsProps) {
  return (
    <details className="family" open={!family.quiet}>
      <summary>
        <span className="label">
          {family.name}
          {family.quiet && <span className="muted"> nothing against it</span>}
        </span>
        <span className="bar-of" aria-hidden="true">
          <i
            style={{ width: `${Math.min(100, Math.max(0, (family.points / family.cap) * 100))}%` }}
          />
        </span>
        <b className="points">{points(family.points)}</b>
        <span className="cap">
          <span className="only-read">of </span>
          {family.cap}
        </span>
      </summary>
      {family.lines.map((line) => (
        <FactorRow key={line.factor} line={line} detail={details[line.factor]} />
      ))}
    </details>
  );
}

function Missing({ number }: { number: NumberPageJson }) {
  return (
    <p className="note">
      {number.reason}.{" "}
      {isShort(number) &&
        number.progress !== null &&
        `A verdict needs ${number.progress.need} messages; ${number.progress.have} have been seen. `}
      Unknown is not safe: it means that there is too little evidence, in either direction.
    </p>
  );
}
