"use client";

import { BandIcon } from "@/app/_ui/band";
import { Age, Moment } from "@/app/_ui/times";
import { WhatsAppSays } from "@/app/_ui/whatsapp-says";
import { isUnseen } from "@/lib/domain/portfolio/portfolio-number";
import { direction } from "@/lib/domain/portfolio/score-words";
import type { NumberPageJson } from "@/lib/wire/number";
import { isShort } from "./progress";
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

function RatingNow({ number }: { number: NumberPageJson }) {
  const { rating, quality, qualityNote, zone } = number;
  return (
    <>
      <p className="medium">
        <WhatsAppSays rating={quality} note={qualityNote} />
      </p>
      {rating.since !== null && (
        <p>
          since <Moment at={rating.since} zone={zone} />
        </p>
      )}
      {rating.before !== null && <p className="muted">{rating.before} before</p>}
      {rating.askedAt !== null && (
        <p className="muted">
          asked <Age at={rating.askedAt} /> ago
        </p>
      )}
    </>
  );
}

function Coverage({ number }: { number: NumberPageJson }) {
  const missing = number.coverageParts.filter(({ seen }) => !seen);
  return (
    <>
      <p className="medium">{Math.round(number.coverage * 100)} %</p>
      <p className="meter" aria-hidden="true">
        {number.coverageParts.map(({ label, weight, seen }) => (
          <i key={label} className={seen ? "seen" : ""} style={{ flexGrow: weight }} />
        ))}
      </p>
      <Missing parts={missing} />
    </>
  );
}

/** Two are said in full; of more, the names, and the reasons on request. */
function Missing({ parts }: { parts: NumberPageJson["coverageParts"] }) {
  if (parts.length === 0) return <p className="muted">nothing is missing</p>;
  const [first, second, ...others] = parts.map(missingWords);
  if (others.length === 0) {
    return [first, second].map(
      (words) =>
        words !== undefined && (
          <p key={words} className="muted">
            missing: {words}
          </p>
        ),
    );
  }
  return (
    <details className="muted">
      <summary>missing: {parts.map(({ label }) => inSentence(label)).join(", ")}</summary>
      <ul>
        {parts.map((part) => (
          <li key={part.label}>{missingWords(part)}</li>
        ))}
      </ul>
    </details>
  );
}

function missingWords({ label, note }: NumberPageJson["coverageParts"][number]): string {
  return note === null ? inSentence(label) : `${inSentence(label)} (${note})`;
}

function inSentence(label: string): string {
  return label.startsWith("WhatsApp") ? label : label.charAt(0).toLowerCase() + label.slice(1);
}
