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
  const today = localDay(now, zone);
  const account = number.accountName ?? number.name;
  const { until = null, day = null } = number.restriction ?? {};
  if (number.sending === "disabled") return `${account} is disabled.`;
  if (number.sending === "disable_scheduled") {
    return day === null
      ? `${account} is about to be disabled.`
      : `${account} ends ${on(dayWords(day, today))}.`;
  }
  if (number.sending === "restricted") {
    const who = number.restriction?.inherited === true ? account : number.name;
    return until === null
      ? `${who} is restricted.`
      : `${who} is restricted until ${momentWords(Date.parse(until), zone, now)}.`;
  }
  if (stageOf({ ...number, sending: "ok" }) !== "need you") return `${number.name} cannot send.`;
  const since = number.alert
    ? ` since ${dayWords(localDay(Date.parse(number.alert.openedAt), zone), today)}`
    : "";
  return `${number.name} is at ${number.band === "critical" ? "critical" : "high"} risk${since}: ${lower(number.reason)}.`;
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
