"use client";

import Link from "next/link";
import { useState } from "react";
import { AcknowledgeButton } from "@/app/_ui/acknowledge-button";
import { BandIcon } from "@/app/_ui/band";
import { useNow } from "@/app/_ui/now";
import { momentWords } from "@/lib/domain/portfolio/moments";
import { stageOf } from "@/lib/domain/portfolio/portfolio-number";
import { moveWords } from "@/lib/domain/portfolio/score-words";
import { groupPortfolio, sortPortfolio } from "@/lib/domain/portfolio/sort";
import type { NumberJson } from "@/lib/wire/number";

export const mostCards = 3;

/** Cards only for what needs somebody: three, then "and 4 more". */
export function NeedYou({ numbers, zone }: { numbers: readonly NumberJson[]; zone: string }) {
  const [all, setAll] = useState(false);
  const groups = groupPortfolio(
    sortPortfolio(numbers.filter((number) => stageOf(number) === "need you")),
  );
  if (groups.length === 0) return null;
  const shown = all ? groups : groups.slice(0, mostCards);
  return (
    <section aria-label="Need you" className="cards">
      {shown.map(({ key, head, numbers: [first, ...others] }) =>
        first ? (
          <Card key={key} number={first} head={head} others={others.length} zone={zone} />
        ) : null,
      )}
      {groups.length > shown.length && (
        <button type="button" className="button plain more" onClick={() => setAll(true)}>
          and {groups.length - shown.length} more
        </button>
      )}
    </section>
  );
}

interface CardProps {
  number: NumberJson;
  head: string | undefined;
  others: number;
  zone: string;
}

function Card({ number, head, others, zone }: CardProps) {
  const stopped =
    number.sending === "stopped" && number.band !== "high" && number.band !== "critical";
  return (
    <article className={`card ${stopped ? "unknown" : number.band}`}>
      <header>
        <CardBadge number={number} stopped={stopped} />
        <span className="move">{moveWords(number.score, number.scoreDayAgo)}</span>
      </header>
      <h2>
        <Link href={`/numbers/${number.id}`}>{head ?? number.name}</Link>
        {others > 0 && <span className="muted"> · {others + 1} numbers</span>}
      </h2>
      <p>{number.sentence}</p>
      {number.doNow !== null && (
        <p className="do-now">
          <b>Do now</b> <span>{number.doNow}</span>
        </p>
      )}
      <footer>
        <OnIt number={number} zone={zone} />
        <span className="actions">
          {number.alert?.state === "open" && <AcknowledgeButton alertId={number.alert.id} />}
          <Link href={`/numbers/${number.id}`} className="button">
            Open
          </Link>
        </span>
      </footer>
    </article>
  );
}

function CardBadge({ number, stopped }: { number: NumberJson; stopped: boolean }) {
  if (stopped) {
    return (
      <span className="band unknown">
        <b aria-hidden="true">✕</b> cannot send, no ban risk
      </span>
    );
  }
  return (
    <span className={`band ${number.band}`}>
      <BandIcon band={number.band} size={12} /> {number.band} {number.score}
    </span>
  );
}

function OnIt({ number, zone }: { number: NumberJson; zone: string }) {
  const now = useNow();
  const { alert } = number;
  if (!alert) return <span className="muted">No alert open</span>;
  if (alert.acknowledgedAt === null) return <span className="muted">Nobody is on it</span>;
  const since = momentWords(Date.parse(alert.acknowledgedAt), zone, now);
  return (
    <span className="muted">
      {alert.acknowledgedBy ?? "Somebody"} is on it since {since}
    </span>
  );
}
