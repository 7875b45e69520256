"use client";

import { BandIcon } from "@/app/_ui/band";
import { Moment } from "@/app/_ui/times";
import { isUnseen } from "@/lib/domain/portfolio/portfolio-number";
import { direction } from "@/lib/domain/portfolio/score-words";
import type { NumberPageJson } from "@/lib/wire/number";
import { Coverage } from "./coverage";
import { isShort } from "./progress";
import { RatingNow } from "./rating-now";
import { StatePanel } from "./state-panel";

/** Four answers side by side: how it behaves, what WhatsApp rates, what WhatsApp has done, how much of it we see. */
export function NowPanel({ number }: { number: NumberPageJson }) {
  return (
    <section className="now" aria-label="Now">
      <div>
        <h2>Now</h2>
        <ScoreNow number={number} />
      </div>
      <div>
        <h2>WhatsApp says</h2>
        <RatingNow number={number} />
      </div>
      <div>
        <h2>State</h2>
        <StatePanel number={number} />
      </div>
      <div>
        <h2>What we see</h2>
        <Coverage number={number} />
      </div>
    </section>
  );
}

function ScoreNow({ number }: { number: NumberPageJson }) {
  if (number.score === null) return <NotJudged number={number} />;
  const { score, scoreDayAgo, behaviour, band } = number;
  const way = direction(score, scoreDayAgo);
  return (
    <>
      <p className={`big band ${band}`}>
        <BandIcon band={band} size={17} /> {score} <span className="word">{band}</span>
      </p>
      {scoreDayAgo !== null && way !== "steady" && (
        <p>
          {way === "up" ? "↑" : "↓"} was {scoreDayAgo} yesterday
        </p>
      )}
      {score === behaviour ? (
        <p className="muted">behaviour {behaviour}</p>
      ) : (
        <p>
          behaviour {behaviour}; {score} because of{" "}
          {number.sending === "ok" ? "a fact below" : "what WhatsApp has done"}
        </p>
      )}
      <LastSeen number={number} />
    </>
  );
}

function NotJudged({ number }: { number: NumberPageJson }) {
  return (
    <>
      <p className="big band unknown">
        <BandIcon band="unknown" size={17} /> – <span className="word">unknown</span>
      </p>
      <p>not enough to judge</p>
      {isShort(number) && number.progress !== null && (
        <p className="muted">
          {number.progress.have} of {number.progress.need} messages
        </p>
      )}
      <LastSeen number={number} />
    </>
  );
}

function LastSeen({ number }: { number: NumberPageJson }) {
  if (!isUnseen(number) || !number.lastSeenScore) return null;
  return (
    <p className="band high">
      last judged <Moment at={number.lastSeenScore.at} zone={number.zone} />:{" "}
      {number.lastSeenScore.score}. We cannot see it now.
    </p>
  );
}
