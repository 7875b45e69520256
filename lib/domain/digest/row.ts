import { adviceOf, reasonOf } from "@/lib/domain/advice";
import type { AlertEvidence } from "@/lib/domain/alert/evidence";
import { stopCauses, type StopCause } from "@/lib/domain/alert/input";
import type { Instant } from "@/lib/domain/event";
import { meaningOf } from "@/lib/domain/number-words";
import { stageOf, type PortfolioNumber } from "@/lib/domain/portfolio/portfolio-number";
import type { ScoreLine, Words } from "@/lib/domain/score/line";
import type { Score } from "@/lib/domain/score/score";
import type { Blocked, DigestRow, Said, Todo } from "./digest";

/** One number as the first screen knows it, with what only a digest looks up. */
export interface DigestNumber {
  portfolio: PortfolioNumber;
  score: Score | null;
  before: number | null;
  lastEventAt: Instant | null;
  acknowledged: boolean;
  /** Evidence of its open alerts about sending and sight. */
  open: readonly AlertEvidence[];
  /** Marketing after a no in the last 7 days, and how much of it left at night. */
  leaks: { count: number; atNight: number };
  /** Who tells about it: "standard" is the customer's own system. */
  providers: readonly string[];
}

export function digestRow(number: DigestNumber, zone: string): DigestRow {
  const { portfolio, before } = number;
  const says = saysOf(number, zone);
  return {
    id: portfolio.id,
    name: portfolio.name,
    account: portfolio.accountName ?? portfolio.name,
    stage: stageOf(portfolio),
    band: portfolio.band,
    sending: portfolio.sending,
    score: portfolio.score,
    before,
    says,
    todo: todoOf(number, says, zone),
  };
}

function saysOf(number: DigestNumber, zone: string): Said {
  const { portfolio, score } = number;
  const stage = stageOf(portfolio);
  if (stage === "cannot judge" || !score) return unjudged(number, zone);
  return sanctionOf(number, score) ?? behaviourOf(number, score, zone);
}

function sanctionOf(number: DigestNumber, score: Score): Said | undefined {
  const { sending } = number.portfolio;
  const { restriction } = score;
  if (sending === "disabled") return { of: "disabled" };
  if (sending === "disable_scheduled") return { of: "disable", day: restriction?.day ?? null };
  if (sending === "stopped") return stoppedBy(number, score);
  return sending === "restricted" && restriction
    ? { of: "restricted", until: restriction.until, meaning: meaningOf(restriction) }
    : undefined;
}

function stoppedBy({ open }: DigestNumber, score: Score): Said | undefined {
  const told = open.find((evidence) => evidence.of === "sending");
  const cause = told?.cause ?? stopCauseOf(score);
  return cause && { of: "stopped", cause, since: told?.since ?? null };
}

function stopCauseOf({ topReason }: Score): StopCause | undefined {
  return stopCauses.find((cause) => topReason.key === `short:stopped:${cause}`);
}

function behaviourOf(number: DigestNumber, score: Score, zone: string): Said {
  const past = score.lines.find(
    ({ factor, points }) => factor === "past_restriction" && points > 0,
  );
  const until = past?.why.params["until"];
  const falling = number.before !== null && (score.score ?? 0) < number.before;
  if (typeof until === "number" && falling) return { of: "recovering", since: until };
  return lineSays(number, score) ?? { of: "reason", text: reasonOf(score.topReason, zone) };
}

function lineSays({ leaks, providers }: DigestNumber, score: Score): Said | undefined {
  const line = heaviest(score);
  if (!line || score.topReason.key.startsWith("short:floor:")) return undefined;
  const share = line.value ?? 0;
  if (line.factor === "opt_out_rate")
    return { of: "opted_out", share, campaign: named(line, "campaign") };
  if (line.factor === "messages_after_no")
    return { of: "leaks", count: Math.max(leaks.count, line.harm ?? 0) };
  if (line.factor !== "unreachable_rate") return undefined;
  return {
    of: "unreachable",
    share,
    list: named(line, "list"),
    blocked: blockedOf(score, providers),
  };
}

function blockedOf({ lines }: Score, providers: readonly string[]): Blocked | null {
  const line = lines.find(({ factor, points }) => factor === "block_rate" && points > 0);
  if (!line || line.value === null) return null;
  if (providers.includes("standard")) return { share: line.value, by: "own" };
  return { share: line.value, by: providers.includes("twilio") ? "twilio" : "import" };
}

function unjudged({ score, open, lastEventAt, portfolio }: DigestNumber, zone: string): Said {
  const signatures = open.find((evidence) => evidence.of === "signatures");
  if (signatures) return { of: "signatures", since: signatures.never ? null : signatures.since };
  if (portfolio.freshness !== "fresh") return { of: "silence", since: lastEventAt };
  const progress = score?.progress;
  if (progress && progress.have < progress.need) return { of: "too_new", ...progress };
  return { of: "reason", text: score ? reasonOf(score.topReason, zone) : "nothing seen yet" };
}

function todoOf(number: DigestNumber, says: Said, zone: string): Todo | null {
  if (says.of === "too_new" || says.of === "recovering") return null;
  return ownTodo(number, says) ?? adviceTodo(number.score, zone);
}

/** What follows from what is said itself. */
function ownTodo({ acknowledged, leaks }: DigestNumber, says: Said): Todo | null {
  if (says.of === "disabled" || says.of === "disable") return { do: "appeal", filed: acknowledged };
  if (says.of === "stopped") return { do: "mend", cause: says.cause };
  if (says.of === "leaks") return leaksTodo(leaks);
  if (says.of === "unreachable" && says.list !== null) return { do: "drop_list", list: says.list };
  return sightTodos[says.of] ?? null;
}

const sightTodos: Partial<Record<Said["of"], Todo>> = {
  signatures: { do: "paste_secret" },
  silence: { do: "check_address" },
};

/** Offers that only leave at night are a tool's, not a person's. */
function leaksTodo({ count, atNight }: DigestNumber["leaks"]): Todo {
  return count > 0 && atNight === count ? { do: "end_night_sync" } : { do: "honour" };
}

/** The first piece of advice, heaviest reason first, as the page gives it. */
function adviceTodo(score: Score | null, zone: string): Todo | null {
  const advice = score && firstAdvice(score);
  if (!advice) return null;
  const { key, params } = advice;
  const text = (name: string) => (typeof params[name] === "string" ? params[name] : null);
  if (key === "rest_marketing") return { do: "rest", until: text("date"), list: text("list") };
  if (key === "stop_campaign") return { do: "stop", campaign: text("campaign") };
  if (key === "honour_opt_outs") return { do: "honour" };
  return { do: "other", text: firstSentence(adviceOf(advice, zone).text) };
}

function firstAdvice({ lines, facts }: Score): Words | null {
  const weight = ({ factor, points, value }: ScoreLine) =>
    factor.startsWith("floor:") ? (value ?? 0) : points;
  const [line] = lines
    .filter((one) => weight(one) > 0 && one.advice)
    .toSorted((left, right) => weight(right) - weight(left));
  return line?.advice ?? facts.find(({ advice }) => advice)?.advice ?? null;
}

function firstSentence(text: string): string {
  return /^.*?[.!](?= [A-Z]|$)/.exec(text)?.[0] ?? text;
}

function heaviest({ lines }: Score): ScoreLine | undefined {
  return lines
    .filter(({ points, factor }) => points > 0 && factor !== "opt_out_surge")
    .toSorted((left, right) => right.points - left.points)[0];
}

function named({ advice, why }: ScoreLine, name: "campaign" | "list"): string | null {
  const value = advice?.params[name] ?? why.params[name];
  return typeof value === "string" ? value : null;
}
