import type { Instant } from "@/lib/domain/event";
import { localDay } from "@/lib/domain/time";
import { dayWords, momentWords } from "./moments";
import { isUnseen, stageOf } from "./portfolio-number";
import type { PortfolioNumber } from "./portfolio-number";
import { groupPortfolio, sortPortfolio } from "./sort";

export interface Verdict {
  /** "2 of 9 numbers need you, 1 we cannot see." */
  headline: string;
  /** What the worst two are about; empty when nothing needs anybody. */
  detail: string;
  needYou: number;
  unseen: number;
}

export function verdict(numbers: readonly PortfolioNumber[], zone: string, now: Instant): Verdict {
  const needing = sortPortfolio(numbers.filter((number) => stageOf(number) === "need you"));
  const unseen = numbers.filter(
    (number) => isUnseen(number) && stageOf(number) !== "need you",
  ).length;
  const watched = numbers.filter((number) => stageOf(number) === "on watch").length;
  const clauses = groupPortfolio(needing)
    .slice(0, 2)
    .flatMap(({ numbers: [first] }) => (first ? [clause(first, zone, now)] : []));
  return {
    headline: headline(numbers.length, needing.length, unseen, watched),
    detail: clauses.join(" "),
    needYou: needing.length,
    unseen,
  };
}

function headline(all: number, needing: number, unseen: number, watched: number): string {
  const blind = unseen > 0 ? `${unseen} we cannot see` : "";
  if (needing > 0) {
    const who = `${needing} of ${all} number${all === 1 ? "" : "s"} need${needing === 1 ? "s" : ""} you`;
    return blind ? `${who}, ${blind}.` : `${who}.`;
  }
  if (blind) return `Nothing needs you, but ${unseen} of ${all} we cannot see.`;
  if (watched > 0) return `No number needs you, ${watched} of ${all} on watch.`;
  return all === 1
    ? "Your number is quiet. Nothing to do."
    : `All ${all} numbers are quiet. Nothing to do.`;
}

function clause(number: PortfolioNumber, zone: string, now: Instant): string {
  switch (number.sending) {
    case "disabled":
      return `${accountOf(number)} is disabled.`;
    case "disable_scheduled":
      return `${accountOf(number)} ${ending(number, zone, now)}.`;
    case "restricted":
      return `${restrictedOne(number)} is restricted${untilWords(number, zone, now)}.`;
    case "stopped":
      return stageOf({ ...number, sending: "ok" }) === "need you"
        ? riskClause(number, zone, now)
        : `${number.name} cannot send.`;
    case "ok":
      return riskClause(number, zone, now);
  }
}

function accountOf(number: PortfolioNumber): string {
  return number.accountName ?? number.name;
}

function restrictedOne(number: PortfolioNumber): string {
  if (number.restriction?.inherited !== true) return number.name;
  return (
    number.accountName ?? (number.account === null ? number.name : `Account ${number.account}`)
  );
}

function ending(number: PortfolioNumber, zone: string, now: Instant): string {
  const day = number.restriction?.day ?? null;
  if (day === null) return "is about to be disabled";
  return `ends ${on(dayWords(day, localDay(now, zone)))}`;
}

function untilWords(number: PortfolioNumber, zone: string, now: Instant): string {
  const until = number.restriction?.until ?? null;
  return until === null ? "" : ` until ${momentWords(Date.parse(until), zone, now)}`;
}

function riskClause(number: PortfolioNumber, zone: string, now: Instant): string {
  const opened = number.alert && localDay(Date.parse(number.alert.openedAt), zone);
  const since = opened === null ? "" : ` since ${dayWords(opened, localDay(now, zone))}`;
  const risk = number.band === "critical" ? "critical" : "high";
  return `${number.name} is at ${risk} risk${since}: ${lower(number.reason)}.`;
}

function on(words: string): string {
  return /^(today|tomorrow|yesterday)$/.test(words) ? words : `on ${words}`;
}

/** "Opt-outs after Festive-2" inside a sentence; names of companies keep their capital. */
export function lower(words: string): string {
  return /^(WhatsApp|Meta)|^.[A-Z]/.test(words)
    ? words
    : words.charAt(0).toLowerCase() + words.slice(1);
}
