import type { Instant } from "@/lib/domain/event";
import { minutes } from "@/lib/domain/time";
import {
  isMilder,
  isWorse,
  type AlertDecision,
  type OpenAlert,
  type PastAlert,
  type QuietReason,
  type Surroundings,
  type Telling,
} from "./decision";
import { reasonToRemind } from "./remind";
import { historyAfterMs, type Ending, type Policy, type Seen } from "./rule";

/** How long softer facts wait for others of their kind. */
export const gatherMs = minutes(15);
/** How long the rest of a flood is collected before its summary. */
export const floodMs = minutes(5);

/** Given the open alert (if any) of one rule and target, and what the rule says now: what happens next, and why. */
export function decideAlert(
  open: OpenAlert | undefined,
  seen: Seen,
  around: Surroundings,
  policy: Policy,
  now: Instant,
): AlertDecision {
  return open ? continuing(open, seen, around, policy, now) : opening(seen, around, policy, now);
}

function opening(seen: Seen, around: Surroundings, policy: Policy, now: Instant): AlertDecision {
  const held = whyNotOpen(seen, around, policy, now);
  if (held) return { action: "none", because: held };
  const because = policy.pendingMs > 0 ? "held" : "fact";
  return { action: "open", because, tell: telling(around, policy, now) };
}

function whyNotOpen(
  seen: Seen,
  around: Surroundings,
  policy: Policy,
  now: Instant,
): QuietReason | undefined {
  if (seen.verdict === "unseen") return "unseen";
  if (seen.verdict !== "firing") return "quiet";
  if (seen.ageOnArrivalMs > historyAfterMs) return "history";
  if (around.parent !== undefined) return "parent_open";
  if (around.awaited) return "pending";
  const settled = whySettled(seen, around.past, policy, now);
  if (settled) return settled;
  const pendingFor = now - (around.pendingSince ?? now);
  return pendingFor < policy.pendingMs ? "pending" : undefined;
}

/** A person's word counts: what was closed by hand does not come back by itself unless it is worse or new. */
function whySettled(
  seen: Seen,
  past: PastAlert | undefined,
  policy: Policy,
  now: Instant,
): QuietReason | undefined {
  if (!past) return undefined;
  if (policy.onceForScope && seen.since <= past.resolvedAt) return "told_once";
  if (past.because !== "by_hand" || isWorse(seen.severity, past.severity)) return undefined;
  const cooling =
    policy.coolingMs > 0 ? now - past.resolvedAt < policy.coolingMs : seen.since <= past.resolvedAt;
  return cooling ? "cooling" : undefined;
}

function continuing(
  open: OpenAlert,
  seen: Seen,
  around: Surroundings,
  policy: Policy,
  now: Instant,
): AlertDecision {
  if (seen.verdict === "unseen") return { action: "none", because: "unseen" };
  if (seen.verdict === "clean") return ending(open, seen, around, policy, now);
  if (isWorse(seen.severity, open.severity) && seen.verdict === "firing") {
    if (around.parent !== undefined) return { action: "none", because: "parent_open" };
    return {
      action: "escalate",
      because: "worse",
      severity: seen.severity,
      tell: telling(around, policy, now),
    };
  }
  if (isMilder(open, seen)) return easing(open, seen, policy, now);
  return reminding(open, seen, around, policy, now);
}

function ending(
  open: OpenAlert,
  seen: Seen,
  around: Surroundings,
  policy: Policy,
  now: Instant,
): AlertDecision {
  const cleanFor = open.cleanSince === undefined ? 0 : now - open.cleanSince;
  if (cleanFor < policy.clearAfterMs) return { action: "none", because: "clearing" };
  const because = seen.ended ?? "clean";
  return { action: "resolve", because, tell: tellingTheEnd(open, because, around, policy) };
}

/** Good news is told in the thread of the bad; what nobody heard of needs no end. */
function tellingTheEnd(
  open: OpenAlert,
  because: Ending,
  around: Surroundings,
  policy: Policy,
): Telling {
  if (around.mutedUntil !== undefined) return { when: "not", because: "muted" };
  const silent = because === "not_fresh" || because === "replaced" || because === "by_hand";
  const unheard = open.lastToldAt === undefined;
  if (silent || unheard || policy.telling === "gathered" || policy.onceForScope) {
    return { when: "not", because: "not_worth_a_mail" };
  }
  return { when: "now" };
}

function easing(open: OpenAlert, seen: Seen, policy: Policy, now: Instant): AlertDecision {
  const betterFor = open.cleanSince === undefined ? 0 : now - open.cleanSince;
  return betterFor < policy.clearAfterMs
    ? { action: "none", because: "clearing" }
    : { action: "ease", because: "better", severity: seen.severity };
}

function reminding(
  open: OpenAlert,
  seen: Seen,
  around: Surroundings,
  policy: Policy,
  now: Instant,
): AlertDecision {
  const because = reasonToRemind(open, seen, policy, now);
  if (!because) return { action: "none", because: whyQuiet(open, around) };
  if (around.mutedUntil !== undefined && !policy.datedLoss) {
    return { action: "none", because: "muted" };
  }
  return { action: "remind", because, tell: { when: "now" } };
}

function whyQuiet(open: OpenAlert, around: Surroundings): QuietReason {
  if (around.mutedUntil !== undefined) return "muted";
  if (open.tellAfter !== undefined) return "gathering";
  return open.acknowledgedAt === undefined ? "already_told" : "acknowledged";
}

function telling(around: Surroundings, policy: Policy, now: Instant): Telling {
  if (around.mutedUntil !== undefined && !policy.datedLoss)
    return { when: "not", because: "muted" };
  if (policy.telling === "gathered") {
    const gathered = now + gatherMs;
    const { nightUntil } = around;
    return nightUntil !== undefined && nightUntil > gathered
      ? { when: "later", at: nightUntil, because: "night" }
      : { when: "later", at: gathered, because: "gathered" };
  }
  if (around.flood) return { when: "later", at: now + floodMs, because: "flood" };
  return { when: "now" };
}
