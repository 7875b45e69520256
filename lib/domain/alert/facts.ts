import type { Instant } from "@/lib/domain/event";
import { days, startOfDay } from "@/lib/domain/time";
import type { RatingNow, Restriction } from "@/lib/domain/score/line";
import type { AlertInput, NodeFact } from "./input";
import type { RuleName } from "./rule";
import { firing, notFiring, type Observation } from "./seen";

const violationMs = days(30);
const recentMs = days(7);
const spamLimitMs = days(1);

/** What WhatsApp has done to this very node, or says about it. Inherited facts are the account's to tell. */
export function seeFacts(input: AlertInput): Observation[] {
  if (!input.score) return [];
  return [
    ...seeSanctions(input),
    seeLock(input),
    seeViolation(input),
    ...seeRating(input),
    seeSpamLimit(input),
    ...seeTemplates(input),
    seeGrowth(input),
  ].filter((seen) => seen !== undefined);
}

function seeSanctions(input: AlertInput): Observation[] {
  const { score } = input;
  if (!score) return [];
  const own = score.restriction?.inherited ? null : score.restriction;
  const sending = own ? score.sending : "ok";
  return [
    sending === "restricted" && own
      ? firing("restricted", {
          severity: "high",
          since: own.since,
          lastAt: own.since,
          ageOnArrivalMs: ageOf(input, ["restricted"], own.since),
          changesAt: own.until ?? undefined,
          evidence: restrictionEvidence(input, own),
        })
      : notSanctioned(input, "restricted", sending !== "ok"),
    sending === "disable_scheduled" && own
      ? firing("disable_scheduled", {
          severity: "critical",
          since: own.since,
          lastAt: own.since,
          ageOnArrivalMs: ageOf(input, ["disable_scheduled"], own.since),
          lossAt: own.day === null ? undefined : startOfDay(own.day, input.zone),
          evidence: disableEvidence(input, own),
        })
      : notSanctioned(input, "disable_scheduled", false, sending === "disabled"),
    sending === "disabled" && own
      ? firing("disabled", {
          severity: "critical",
          since: own.since,
          ageOnArrivalMs: ageOf(input, ["disabled"], own.since),
          evidence: disableEvidence(input, own),
        })
      : notSanctioned(input, "disabled", false),
  ];
}

/** A worse sanction hides a milder one without ending it. */
function notSanctioned(
  input: AlertInput,
  rule: RuleName,
  hidden: boolean,
  replaced = false,
): Observation {
  if (hidden) return notFiring(rule, "holding", { severity: "high" });
  return notFiring(rule, "clean", { ended: replaced ? "replaced" : howItEnded(input) });
}

const endingKinds: ReadonlySet<string> = new Set(["restriction_lifted", "reinstated"]);

function howItEnded(input: AlertInput): "reinstated" | "lifted" | "ended" {
  const last = newest(
    input.facts.filter((fact) => endingKinds.has(fact.kind) && fact.node !== "template"),
  );
  if (!last || input.now - last.at > days(1)) return "ended";
  return last.kind === "reinstated" ? "reinstated" : "lifted";
}

function restrictionEvidence(input: AlertInput, restriction: Restriction) {
  return {
    of: "restricted" as const,
    kinds: restriction.kinds,
    types: restriction.types,
    since: restriction.since,
    until: restriction.until,
    reason: reasonOf(input, ["restricted", "violation"], restriction.since),
  };
}

function disableEvidence(input: AlertInput, restriction: Restriction) {
  return {
    of: "disable" as const,
    since: restriction.since,
    day: restriction.day,
    reason: reasonOf(input, ["disable_scheduled", "disabled"], restriction.since),
  };
}

/** WhatsApp's own code for its reason, where the notice carried one. */
function reasonOf(input: AlertInput, kinds: string[], at: Instant): string | null {
  const named = input.facts.filter((fact) => fact.at === at && kinds.includes(fact.kind));
  return (
    named.map((fact) => fact.detail?.reason ?? violationType(fact)).find((code) => code) ?? null
  );
}

function violationType(fact: NodeFact): string | null {
  return fact.kind === "violation" ? fact.value : null;
}

function seeLock(input: AlertInput): Observation | undefined {
  if (input.target.kind !== "number") return undefined;
  const line = input.score?.lines.find(({ factor }) => factor === "floor:locked");
  if (!line) return notFiring("locked", "clean", { ended: "sending_again" });
  const since = Number(line.why.params["since"] ?? input.now);
  return firing("locked", { severity: "high", since, evidence: { of: "locked", since } });
}

function seeViolation(input: AlertInput): Observation {
  const last = newest(ofKind(input, "violation"));
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
    ageOnArrivalMs: ageOf(input, ["quality"], since),
    evidence: { of: "rating", since, value, before: rating.before },
  });
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

function ageOf(input: AlertInput, kinds: string[], at: Instant): number {
  const fact = input.facts.find((one) => one.at === at && kinds.includes(one.kind));
  return fact ? fact.receivedAt - fact.at : 0;
}

function ofKind(input: AlertInput, kind: NodeFact["kind"]): NodeFact[] {
  return input.facts.filter((fact) => fact.kind === kind);
}

function newest(facts: readonly NodeFact[]): NodeFact | undefined {
  return facts.reduce<NodeFact | undefined>(
    (last, fact) => (last === undefined || fact.at > last.at ? fact : last),
    undefined,
  );
}
