import {
  type Instant,
  limits,
  type MessagingLimit,
  type Rating,
  ratings,
} from "@/lib/domain/event";
import { days, hours } from "@/lib/domain/time";
import type { RatingNow } from "./line";
import type { Fact, NumberWindow } from "./window";

const freshFor = hours(24);
const heldFor = { told: hours(72), entered: days(7) };

/** WhatsApp's rating and how old that knowledge is: a dead token never freezes a number at red. */
export function ratingOf(window: NumberWindow): RatingNow {
  const told = factsOf(window, "quality").filter(({ value }) => isRating(value));
  const last = told.at(-1);
  const value = asRating(last?.value) ?? "unknown";
  const polls = window.sources.map(({ polledAt }) => polledAt).filter((at) => at !== null);
  const polledAt = polls.length ? Math.max(...polls) : null;
  const seenAt = latest(last?.at ?? null, polledAt);
  const entered = last?.detail?.how === "entered" && seenAt === last.at;
  return {
    value,
    since: sinceWhen(told, value),
    seenAt,
    before: asRating(told.findLast((fact) => fact.value !== value)?.value),
    freshness: freshnessOf(seenAt, entered, window.now),
    entered,
  };
}

/** When the knowledge of the rating changes its freshness next. */
export function ratingChangesAt({ seenAt, freshness, entered }: RatingNow): Instant | null {
  if (seenAt === null || freshness === "stale") return null;
  if (freshness === "fresh") return seenAt + freshFor;
  return seenAt + (entered ? heldFor.entered : heldFor.told);
}

export function limitOf(window: NumberWindow): MessagingLimit | null {
  const value = factsOf(window, "limit").at(-1)?.value;
  return limits.find((limit) => limit === value) ?? null;
}

function freshnessOf(
  seenAt: Instant | null,
  entered: boolean,
  now: Instant,
): RatingNow["freshness"] {
  if (seenAt === null) return "never";
  const age = now - seenAt;
  if (age < freshFor) return "fresh";
  return age < (entered ? heldFor.entered : heldFor.told) ? "as_of" : "stale";
}

/** The first of the equal values at the end of the list. */
function sinceWhen(told: readonly Fact[], value: Rating): Instant | null {
  const other = told.findLastIndex((fact) => fact.value !== value);
  return told[other + 1]?.at ?? null;
}

function factsOf({ facts, now }: NumberWindow, kind: "quality" | "limit"): Fact[] {
  return facts
    .filter((fact) => fact.kind === kind && fact.node !== "template" && fact.at <= now)
    .toSorted(
      (left, right) => left.at - right.at || (left.value ?? "").localeCompare(right.value ?? ""),
    );
}

function isRating(value: string | null): boolean {
  return asRating(value) !== null;
}

function asRating(value: string | null | undefined): Rating | null {
  return ratings.find((rating) => rating === value) ?? null;
}

function latest(left: Instant | null, right: Instant | null): Instant | null {
  return left === null || right === null ? (left ?? right) : Math.max(left, right);
}
