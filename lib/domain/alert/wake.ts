import type { Instant } from "@/lib/domain/event";
import { isMilder, type OpenAlert, type Surroundings } from "./decision";
import { stages } from "./remind";
import type { Policy, Seen } from "./rule";

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
