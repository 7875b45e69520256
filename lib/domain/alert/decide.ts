import type { Instant } from "@/lib/domain/event";
import { days, minutes } from "@/lib/domain/time";
import { historyAfterMs, severities } from "./rule";
import type { Ending, Policy, RuleName, Seen, Severity } from "./rule";

/** The open alert of one rule, target and scope, as it stands in the table. */
export interface OpenAlert {
  id: string;
  rule: RuleName;
  scope: string;
  severity: Severity;
  openedAt: Instant;
  acknowledgedAt: Instant | undefined;
  cleanSince: Instant | undefined;
  lastToldAt: Instant | undefined;
  /** Waiting to be told together with others. */
  tellAfter: Instant | undefined;
  adminsToldAt: Instant | undefined;
}

/** The last alert of the same rule, target and scope that has ended. */
export interface PastAlert {
  severity: Severity;
  resolvedAt: Instant;
  because: Ending;
}

/** What holds around one rule and target. */
export interface Surroundings {
  pendingSince: Instant | undefined;
  mutedUntil: Instant | undefined;
  /** The account's open alert, or the same number's on a hard fact: it already says what this one would say. */
  parent: string | undefined;
  past: PastAlert | undefined;
  /** A flood has begun: what opens now goes into one summary. */
  flood: boolean;
  /** The end of the night in the workspace's zone, when it is night. */
  nightUntil: Instant | undefined;
}

export const quietReasons = [
  "quiet",
  "pending",
  "holding",
  "clearing",
  "unseen",
  "acknowledged",
  "already_told",
  "cooling",
  "muted",
  "parent_open",
  "history",
  "told_once",
  "gathering",
] as const;
export type QuietReason = (typeof quietReasons)[number];

/** When people hear of it. */
export type Telling =
  | { when: "now" }
  | { when: "later"; at: Instant; because: "gathered" | "night" | "flood" }
  | { when: "not"; because: "muted" | "not_worth_a_mail" };

export type ReminderReason =
  | "three_days_left"
  | "one_day_left"
  | "date_passed"
  | "nobody_acknowledged"
  | "more"
  | "mute_over";

export type AlertDecision =
  | { action: "none"; because: QuietReason }
  | { action: "open"; because: "fact" | "held"; tell: Telling }
  | { action: "escalate"; because: "worse"; severity: Severity; tell: Telling }
  | { action: "ease"; because: "better"; severity: Severity }
  | { action: "remind"; because: ReminderReason; tell: Telling }
  | { action: "resolve"; because: Ending; tell: Telling };

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
  if (policy.onceForScope) return "told_once";
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

function reasonToRemind(
  open: OpenAlert,
  seen: Seen,
  policy: Policy,
  now: Instant,
): ReminderReason | undefined {
  const stage = policy.datedLoss ? stageOfLoss(open, seen, now) : undefined;
  if (stage) return stage;
  if (isUnheard(open, policy, now)) return "nobody_acknowledged";
  if (open.tellAfter !== undefined) return undefined;
  if (open.lastToldAt === undefined)
    return open.acknowledgedAt === undefined ? "mute_over" : undefined;
  return hasMore(open.lastToldAt, seen, policy, now) ? "more" : undefined;
}

function isUnheard(open: OpenAlert, policy: Policy, now: Instant): boolean {
  if (policy.adminsAfterMs === 0 || open.adminsToldAt !== undefined) return false;
  return open.acknowledgedAt === undefined && now - open.openedAt >= policy.adminsAfterMs;
}

function hasMore(lastToldAt: Instant, seen: Seen, policy: Policy, now: Instant): boolean {
  if (policy.againAfterMs === 0 || now - lastToldAt < policy.againAfterMs) return false;
  return seen.lastAt !== undefined && seen.lastAt > lastToldAt;
}

/** Moments of a dated loss, last first: the newest that has passed since people last heard of it. */
const stages = [
  { because: "date_passed", beforeMs: -days(1) },
  { because: "one_day_left", beforeMs: days(1) },
  { because: "three_days_left", beforeMs: days(3) },
] as const;

function stageOfLoss(open: OpenAlert, seen: Seen, now: Instant): ReminderReason | undefined {
  const { lossAt } = seen;
  if (lossAt === undefined) return undefined;
  const told = open.lastToldAt ?? open.openedAt;
  const stage = stages.find(({ beforeMs }) => now >= lossAt - beforeMs);
  return stage && told < lossAt - stage.beforeMs ? stage.because : undefined;
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

function isMilder(open: OpenAlert, seen: Seen): boolean {
  return isWorse(open.severity, seen.severity) && open.severity !== seen.keeps;
}

function isWorse(left: Severity, right: Severity): boolean {
  return severities.indexOf(left) > severities.indexOf(right);
}

/** First evaluation since which it has been clean (or milder than the alert says). Stored beside the alert. */
export function cleanSinceAfter(open: OpenAlert, seen: Seen, now: Instant): Instant | undefined {
  if (seen.verdict === "unseen") return open.cleanSince;
  return seen.verdict === "clean" || isMilder(open, seen) ? (open.cleanSince ?? now) : undefined;
}

/** When this rule and target must be looked at again, if nothing happens before. */
export function wakeAfter(
  open: OpenAlert | undefined,
  seen: Seen,
  around: Surroundings,
  policy: Policy,
  now: Instant,
): Instant | undefined {
  const moments = [
    seen.changesAt,
    ...(open ? openMoments(open, seen, around, policy) : pendingMoments(seen, around, policy, now)),
  ];
  const future = moments.filter((at): at is Instant => at !== undefined && at > now);
  return future.length > 0 ? Math.min(...future) : undefined;
}

function pendingMoments(seen: Seen, around: Surroundings, policy: Policy, now: Instant): Instant[] {
  if (seen.verdict !== "firing") return [];
  const cooled = around.past ? around.past.resolvedAt + policy.coolingMs : now;
  return [(around.pendingSince ?? now) + policy.pendingMs, cooled];
}

function openMoments(
  open: OpenAlert,
  seen: Seen,
  around: Surroundings,
  policy: Policy,
): (Instant | undefined)[] {
  const { lossAt } = seen;
  return [
    open.cleanSince === undefined ? undefined : open.cleanSince + policy.clearAfterMs,
    around.mutedUntil,
    ...(policy.datedLoss && lossAt !== undefined
      ? stages.map(({ beforeMs }) => lossAt - beforeMs)
      : []),
    policy.adminsAfterMs > 0 ? open.openedAt + policy.adminsAfterMs : undefined,
    policy.againAfterMs > 0 && open.lastToldAt !== undefined
      ? open.lastToldAt + policy.againAfterMs
      : undefined,
  ];
}
