import { days } from "@/lib/domain/time";
import type { RatingNow } from "@/lib/domain/score/line";
import { ageOf, newest, ofKind } from "./fact-list";
import type { AlertInput, NodeFact } from "./input";
import type { RuleName } from "./rule";
import { firing, notFiring, type Observation } from "./seen";

const violationMs = days(30);
const recentMs = days(7);
const spamLimitMs = days(1);

/** What WhatsApp says about this very node, short of stopping it. */
export function seeFacts(input: AlertInput): Observation[] {
  if (!input.score) return [];
  return [
    seeViolation(input),
    ...seeRating(input),
    seeSpamLimit(input),
    ...seeTemplates(input),
    seeGrowth(input),
  ].filter((seen) => seen !== undefined);
}

function seeViolation(input: AlertInput): Observation {
  const last = newest(ofKind(input, "violation").filter(({ value }) => !isLift(value)));
  if (!last || input.now - last.at >= violationMs) {
    return notFiring("violation", "clean", { ended: "ended" });
  }
  return firing("violation", {
    severity: "high",
    since: last.at,
    lastAt: last.at,
    ageOnArrivalMs: last.receivedAt - last.at,
    changesAt: last.at + violationMs,
    evidence: { of: "violation", since: last.at, type: last.value },
  });
}

/** A lift or a recovery of the utility ladder travels as a violation too; it warns of nothing. */
function isLift(type: string | null): boolean {
  return /unban|recovery/i.test(type ?? "");
}

function seeRating(input: AlertInput): Observation[] {
  const { score, target } = input;
  if (!score || target.kind !== "number") return [];
  return [
    seeOneRating(input, score.rating, "rating_red", "red"),
    seeOneRating(input, score.rating, "rating_yellow", "yellow"),
  ];
}

function seeOneRating(
  input: AlertInput,
  rating: RatingNow,
  rule: RuleName,
  value: "red" | "yellow",
): Observation {
  if (rating.freshness === "stale" || rating.freshness === "never") {
    return notFiring(rule, "clean", { ended: "not_fresh" });
  }
  if (rating.value !== value) {
    const worse = value === "yellow" && rating.value === "red";
    return notFiring(rule, "clean", { ended: worse ? "replaced" : "ended" });
  }
  const since = rating.since ?? input.now;
  return firing(rule, {
    severity: value === "red" ? "high" : "warning",
    since,
    ageOnArrivalMs: isFirstKnown(input, rating)
      ? Number.POSITIVE_INFINITY
      : ageOf(input, "quality", since),
    evidence: { of: "rating", since, value, before: rating.before },
  });
}

/** The very first answer to our asking, or a person's word: it may have been so for months, and is no news. */
function isFirstKnown(input: AlertInput, { before, since }: RatingNow): boolean {
  if (before !== null) return false;
  const how = ofKind(input, "quality").find(({ at }) => at === since)?.detail?.how;
  return how === "polled" || how === "entered";
}

function seeSpamLimit(input: AlertInput): Observation | undefined {
  if (input.target.kind !== "number") return undefined;
  const limit = input.spamLimit;
  if (!limit || input.now - limit.lastAt >= spamLimitMs) {
    return notFiring("spam_limit", "clean", { ended: "ended" });
  }
  return firing("spam_limit", {
    severity: "high",
    since: limit.firstAt,
    lastAt: limit.lastAt,
    changesAt: limit.lastAt + spamLimitMs,
    evidence: { of: "spam_limit", count: limit.count, since: limit.firstAt },
  });
}

const templateRules = [
  ["template_disabled", "disabled", "high"],
  ["template_paused", "paused", "warning"],
  ["template_flagged", "flagged", "warning"],
] as const;

function seeTemplates(input: AlertInput): Observation[] {
  const states = ofKind(input, "template_status");
  const nodes = new Set(states.map((fact) => fact.nodeId));
  return [...nodes].flatMap((nodeId) => {
    const last = newest(states.filter((fact) => fact.nodeId === nodeId));
    return last
      ? templateRules.map(([rule, status, severity]) =>
          seeTemplate(input, last, rule, status, severity),
        )
      : [];
  });
}

function seeTemplate(
  input: AlertInput,
  last: NodeFact,
  rule: RuleName,
  status: string,
  severity: "high" | "warning",
): Observation {
  if (last.value !== status || input.now - last.at >= recentMs) {
    return notFiring(rule, "clean", { scope: last.nodeId, ended: "ended" });
  }
  return firing(rule, {
    scope: last.nodeId,
    severity,
    since: last.at,
    ageOnArrivalMs: last.receivedAt - last.at,
    changesAt: last.at + recentMs,
    evidence: {
      of: "template",
      name: last.template ?? "",
      status,
      since: last.at,
      until: last.until,
    },
  });
}

function seeGrowth(input: AlertInput): Observation {
  const last = newest(ofKind(input, "growth_refused"));
  if (!last || input.now - last.at >= recentMs) {
    return notFiring("growth_refused", "clean", { ended: "ended" });
  }
  return firing("growth_refused", {
    severity: "info",
    since: last.at,
    ageOnArrivalMs: last.receivedAt - last.at,
    changesAt: last.at + recentMs,
    evidence: { of: "growth_refused", since: last.at },
  });
}
