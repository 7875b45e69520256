import type { Instant } from "@/lib/domain/event";
import { days } from "@/lib/domain/time";
import type { OpenAlert, ReminderReason } from "./decision";
import type { Policy, Seen } from "./rule";

/** What there is to say again; nothing most of the time. */
export function reasonToRemind(
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
export const stages = [
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
