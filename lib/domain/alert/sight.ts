import { hours } from "@/lib/domain/time";
import type { AlertInput, NumberSight, SourceHealth } from "./input";
import { firing, notFiring, type Observation } from "./seen";

export const usualDays = 5;
const leastSilenceMs = hours(24);
const badSignatures = 20;

/** The longer of a day and three times the longest usual gap: a shop that rests at night or on Sunday is not lost. */
export function silenceAllowedMs(sight: NumberSight): number {
  return Math.max(leastSilenceMs, 3 * sight.longestGapMs);
}

/** "Silence is not health": a number that was heard of on most days and is not any more. */
export function seeNumberSilence({ target, sight, now }: AlertInput): Observation[] {
  if (target.kind !== "number" || !sight) return [];
  const silentAt = sight.lastEventAt + silenceAllowedMs(sight);
  if (now < silentAt) {
    const heard = notFiring("cannot_see", "clean", { scope: "silence", ended: "seen_again" });
    return [sight.activeDays >= usualDays ? { ...heard, changesAt: silentAt } : heard];
  }
  if (sight.activeDays < usualDays)
    return [notFiring("cannot_see", "holding", { scope: "silence" })];
  return [
    firing("cannot_see", {
      scope: "silence",
      severity: "warning",
      since: sight.lastEventAt,
      evidence: { of: "silence", since: sight.lastEventAt },
    }),
  ];
}

export function seeSource({ target, source, now }: AlertInput): Observation[] {
  if (target.kind !== "source" || !source) return [];
  return [seeSignatures(source, now), seeToken(source, now)];
}

function seeSignatures(source: SourceHealth, now: number): Observation {
  const scope = "signatures";
  if (source.goodSince) {
    return notFiring("cannot_see", "clean", { scope, ended: "seen_again" });
  }
  if (source.badSignatures < badSignatures) return notFiring("cannot_see", "holding", { scope });
  const since = source.lastGoodAt ?? source.firstBadAt ?? now;
  return firing("cannot_see", {
    scope,
    severity: "warning",
    since,
    evidence: {
      of: "signatures",
      count: source.badSignatures,
      since,
      ...(source.lastGoodAt === undefined && { never: true as const }),
    },
  });
}

function seeToken(source: SourceHealth, now: number): Observation {
  const scope = "token";
  if (source.tokenState !== "dead") {
    const verdict = source.tokenState === "unknown" ? "holding" : "clean";
    return notFiring("cannot_see", verdict, { scope, ended: "seen_again" });
  }
  const since = source.polledAt ?? now;
  return firing("cannot_see", {
    scope,
    severity: "warning",
    since,
    evidence: { of: "token", since },
  });
}
