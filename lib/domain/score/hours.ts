import type { Instant } from "@/lib/domain/event";

/** Failures per hour over the codes that are asked for. */
export function hourCounts(
  failures: readonly { hour: Instant; code: number; count: number }[],
  isMeant: (code: number) => boolean,
): Map<Instant, number> {
  const counts = new Map<Instant, number>();
  for (const { hour, code, count } of failures)
    if (isMeant(code)) counts.set(hour, (counts.get(hour) ?? 0) + count);
  return counts;
}
