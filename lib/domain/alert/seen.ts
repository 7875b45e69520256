import type { Instant } from "@/lib/domain/event";
import type { AlertEvidence } from "./evidence";
import type { RuleName, Seen, Severity } from "./rule";

/** A rule's word together with what it rests on. */
export interface Observation extends Seen {
  evidence: AlertEvidence | undefined;
}

interface Firing {
  scope?: string;
  severity: Severity;
  keeps?: Severity | undefined;
  since: Instant;
  ageOnArrivalMs?: number;
  lossAt?: Instant | undefined;
  lastAt?: Instant | undefined;
  changesAt?: Instant | undefined;
  evidence: AlertEvidence;
}

export function firing(rule: RuleName, what: Firing): Observation {
  return {
    rule,
    scope: what.scope ?? "",
    verdict: "firing",
    severity: what.severity,
    since: what.since,
    ageOnArrivalMs: what.ageOnArrivalMs ?? 0,
    ...(what.keeps !== undefined && { keeps: what.keeps }),
    ...(what.lossAt !== undefined && { lossAt: what.lossAt }),
    ...(what.lastAt !== undefined && { lastAt: what.lastAt }),
    ...(what.changesAt !== undefined && { changesAt: what.changesAt }),
    evidence: what.evidence,
  };
}

export function notFiring(
  rule: RuleName,
  verdict: "holding" | "clean" | "unseen",
  more: { scope?: string; severity?: Severity; ended?: Seen["ended"] } = {},
): Observation {
  return {
    rule,
    scope: more.scope ?? "",
    verdict,
    severity: more.severity ?? "info",
    since: 0,
    ageOnArrivalMs: 0,
    ...(more.ended !== undefined && { ended: more.ended }),
    evidence: undefined,
  };
}
