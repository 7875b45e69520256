import type { Instant } from "@/lib/domain/event";
import { days, startOfDay } from "@/lib/domain/time";
import type { FloorName, Restriction } from "@/lib/domain/score/line";
import type { Score } from "@/lib/domain/score/score";
import { ageOf, newest, ofKind } from "./fact-list";
import type { AlertInput, NodeFact } from "./input";
import { firing, notFiring, type Observation } from "./seen";

/** What WhatsApp has done to this very node. What it inherits is the account's to tell. */
export function seeSanctions(input: AlertInput): Observation[] {
  const { score } = input;
  if (!score) return [];
  const disabled = ownFloor(score, "disabled");
  const scheduled = ownFloor(score, "disable_scheduled");
  return [
    seeRestriction(input, score, disabled !== undefined || scheduled !== undefined),
    scheduled === undefined
      ? notFiring("disable_scheduled", "clean", {
          ended: disabled === undefined ? howItEnded(input) : "replaced",
        })
      : seeDisable(input, score, "disable_scheduled", scheduled),
    disabled === undefined
      ? notFiring("disabled", "clean", { ended: howItEnded(input) })
      : seeDisable(input, score, "disabled", disabled),
    seeLock(input, score),
  ];
}

/** Since when a floor holds that is this node's own. */
function ownFloor({ lines }: Score, name: FloorName): Instant | undefined {
  const line = lines.find(({ factor }) => factor === `floor:${name}`);
  if (!line || line.why.params["inherited"] === 1) return undefined;
  return Number(line.why.params["at"]);
}

function seeRestriction(input: AlertInput, { restriction }: Score, hidden: boolean): Observation {
  const kinds = toldKinds(restriction);
  if (!restriction || kinds.length === 0) {
    return notFiring("restricted", "clean", { ended: howItEnded(input) });
  }
  // A worse sanction hides a milder one without ending it.
  if (hidden) return notFiring("restricted", "holding", { severity: "high" });
  const lastAt = newest(ofKind(input, "restricted"))?.at ?? restriction.since;
  return firing("restricted", {
    severity: "high",
    since: restriction.since,
    lastAt,
    ageOnArrivalMs: ageOf(input, "restricted", lastAt),
    changesAt: restriction.until ?? undefined,
    evidence: restrictionEvidence(input, restriction, kinds),
  });
}

/** An inferred lock has a rule of its own; what is inherited is the account's. */
function toldKinds(restriction: Restriction | null): Restriction["kinds"] {
  if (!restriction || restriction.inherited) return [];
  return restriction.kinds.filter((kind) => kind !== "locked");
}

function restrictionEvidence(
  input: AlertInput,
  { types, since, until }: Restriction,
  kinds: Restriction["kinds"],
) {
  return {
    of: "restricted" as const,
    kinds,
    types,
    since,
    until,
    reason: reasonOf(input, ["restricted", "violation"], since),
  };
}

function seeDisable(
  input: AlertInput,
  { restriction }: Score,
  rule: "disabled" | "disable_scheduled",
  since: Instant,
): Observation {
  const day = restriction?.day ?? null;
  return firing(rule, {
    severity: "critical",
    since,
    lastAt: since,
    ageOnArrivalMs: ageOf(input, rule, since),
    lossAt: rule === "disable_scheduled" && day !== null ? startOfDay(day, input.zone) : undefined,
    evidence: { of: "disable", since, day, reason: reasonOf(input, [rule], since) },
  });
}

const endingKinds: ReadonlySet<string> = new Set(["restriction_lifted", "reinstated"]);

function howItEnded({ facts, now }: AlertInput): "reinstated" | "lifted" | "ended" {
  const last = newest(
    facts.filter((fact) => endingKinds.has(fact.kind) && fact.node !== "template"),
  );
  if (!last || now - last.at > days(1)) return "ended";
  return last.kind === "reinstated" ? "reinstated" : "lifted";
}

/** WhatsApp's own code for its reason, where the notice carried one. */
function reasonOf({ facts }: AlertInput, kinds: string[], at: Instant): string | null {
  const named = facts.filter((fact) => fact.at === at && kinds.includes(fact.kind));
  return named.map(codeOf).find((code) => code !== null) ?? null;
}

function codeOf({ kind, value, detail }: NodeFact): string | null {
  return detail?.reason ?? (kind === "violation" ? value : null);
}

/** A number whose lock is known from its account's health alone leaves it to the account. */
function seeLock(input: AlertInput, score: Score): Observation {
  const since = ownFloor(score, "locked");
  if (since === undefined) return notFiring("locked", "clean", { ended: "sending_again" });
  const own =
    input.target.kind === "account" ||
    input.lockFailures > 0 ||
    input.facts.some(({ kind }) => kind === "health");
  if (!own) return notFiring("locked", "holding", { severity: "high" });
  return firing("locked", { severity: "high", since, evidence: { of: "locked", since } });
}
