"use client";

import { useNow } from "@/app/_ui/now";
import { dateWords, daysAway, duration, momentWords } from "@/lib/domain/portfolio/moments";
import { localDay } from "@/lib/domain/time";
import type { NumberPageJson } from "@/lib/wire/number";

/** What WhatsApp has done, in words; a restriction brings its clock. */
export function StatePanel({ number }: { number: NumberPageJson }) {
  const inherited = number.restriction?.inherited === true;
  return (
    <>
      <Headline number={number} />
      {number.restriction !== null && <p>{number.restriction.words}</p>}
      {inherited && (
        <p className="muted">
          from the account{number.accountName !== null && ` ${number.accountName}`}
        </p>
      )}
      {number.sending === "ok" && <p className="muted">no restriction known</p>}
      {number.sending === "stopped" && (
        <p className="muted">WhatsApp has not restricted it: no ban risk from this</p>
      )}
      {number.limit !== null && <p className="muted">limit {number.limit}</p>}
    </>
  );
}

function Headline({ number }: { number: NumberPageJson }) {
  const now = useNow();
  if (number.sending === "ok") return <p className="medium">can send</p>;
  if (number.sending === "stopped") return <p className="medium">cannot send</p>;
  return <p className="medium band critical">{sanctionWords(number, now)}</p>;
}

function sanctionWords({ sending, restriction, zone }: NumberPageJson, now: number): string {
  if (sending === "disabled") return "disabled by WhatsApp";
  if (sending === "disable_scheduled") {
    const today = localDay(now, zone);
    const day = restriction?.day ?? null;
    return day === null
      ? "disabled soon"
      : `disabled on ${dateWords(day, today)}, ${daysAway(day, today)}`;
  }
  const until = restriction?.until ?? null;
  if (until === null) return "restricted, no end given";
  return `restricted until ${momentWords(Date.parse(until), zone, now)}, ${duration(Date.parse(until) - now)}`;
}
