import { AppError } from "@/lib/errors";

/** Events per second and workspace in this process; ten seconds' worth at once (decisions 17). */
export interface RateLimit {
  /** Throws AppError("too_many_requests") when the workspace has used up its share. */
  take(workspaceId: string, events: number, now: number): void;
  /** Gives back (or charges, when negative) what the estimate got wrong. */
  correct(workspaceId: string, events: number): void;
}

const burstSeconds = 10;

interface Bucket {
  left: number;
  at: number;
}

export function makeRateLimit(eventsPerSecond: number): RateLimit {
  const capacity = eventsPerSecond * burstSeconds;
  const buckets = new Map<string, Bucket>();
  return {
    take(workspaceId, events, now) {
      const bucket = buckets.get(workspaceId) ?? { left: capacity, at: now };
      bucket.left = Math.min(
        capacity,
        bucket.left + (Math.max(0, now - bucket.at) / 1000) * eventsPerSecond,
      );
      bucket.at = now;
      buckets.set(workspaceId, bucket);
      if (bucket.left < Math.min(events, capacity)) {
        const missing = Math.min(events, capacity) - bucket.left;
        throw new AppError(
          "too_many_requests",
          "Too many events at once for this workspace: send again later.",
          {
            retryAfterSeconds: Math.max(1, Math.ceil(missing / eventsPerSecond)),
          },
        );
      }
      bucket.left -= events;
    },
    correct(workspaceId, events) {
      const bucket = buckets.get(workspaceId);
      if (bucket) bucket.left = Math.min(capacity, bucket.left + events);
    },
  };
}
