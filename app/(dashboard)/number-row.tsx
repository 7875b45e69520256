"use client";

import Link from "next/link";
import { BandWord } from "@/app/_ui/band";
import { useNow } from "@/app/_ui/now";
import { Sparkline } from "@/app/_ui/sparkline";
import { Age } from "@/app/_ui/times";
import { WhatsAppSays } from "@/app/_ui/whatsapp-says";
import { shortDay } from "@/lib/domain/portfolio/moments";
import { isUnseen } from "@/lib/domain/portfolio/portfolio-number";
import { direction, points } from "@/lib/domain/portfolio/score-words";
import { formatPhone } from "@/lib/domain/phone";
import { localDay } from "@/lib/domain/time";
import type { NumberJson } from "@/lib/wire/number";

export function NumberRow({ number, zone }: { number: NumberJson; zone: string }) {
  const unseen = isUnseen(number);
  return (
    <li className={`row${unseen ? " unseen" : ""}`}>
      <span className="name">
        <Link className="row-link" href={`/numbers/${number.id}`} prefetch={false}>
          {number.name}
        </Link>
        <span className="muted small">{secondName(number)}</span>
      </span>
      <span className="score">
        <ScoreCell number={number} unseen={unseen} zone={zone} />
      </span>
      <span className="week">
        <Sparkline points={number.sparkline} silent={unseen} />
      </span>
      <span className="says-cell">
        <span className="only-read">WhatsApp says: </span>
        <WhatsAppSays rating={number.quality} note={number.qualityNote} />
      </span>
      <span className="reason">
        <span className="words">{number.reason}</span>
        {number.reasonPoints !== null && number.reasonPoints > 0 && (
          <span className="points muted">+{points(number.reasonPoints)}</span>
        )}
      </span>
      <span className={`seen figures${unseen ? " late" : ""}`}>
        {unseen && <b aria-hidden="true">! </b>}
        <span className="only-read">last seen </span>
        {number.lastEventAt === null ? "never" : <Age at={number.lastEventAt} />}
      </span>
    </li>
  );
}

/** What a name leaves open: the number, else the account. */
function secondName({ name, number, accountName }: NumberJson): string | null {
  const phone = number === null ? null : formatPhone(number);
  return phone === null || phone === name ? accountName : phone;
}

function ScoreCell({
  number,
  unseen,
  zone,
}: {
  number: NumberJson;
  unseen: boolean;
  zone: string;
}) {
  const now = useNow();
  if (unseen && number.lastSeenScore) {
    const day = localDay(Date.parse(number.lastSeenScore.at), zone);
    return (
      <span className="muted">
        ({number.lastSeenScore.score} on {shortDay(day, localDay(now, zone))})
      </span>
    );
  }
  const way = direction(number.score, number.scoreDayAgo);
  return (
    <>
      <b className="figure">{number.score ?? "–"}</b>
      <BandWord band={number.band} />
      {way !== "steady" && (
        <span
          className="way"
          title={way === "up" ? "rising since yesterday" : "falling since yesterday"}
        >
          {way === "up" ? "↑" : "↓"}
          <span className="only-read">{way === "up" ? "rising" : "falling"}</span>
        </span>
      )}
    </>
  );
}
