import { countFailuresOfDay, listStaleFailureDays } from "@/db/queries/breakdown-failures";
import { findWorkspace } from "@/db/queries/workspaces";
import { addDays, type Day, days, localDay, startOfDay } from "@/lib/domain/time";
import type { Core } from "./core";

/** How many days one pass takes on, newest first. */
const mostDays = 10;
/** What names a message is known for 30 days (`seen`); days before are counted once. */
const settledAfterDays = 28;

/** Failures by code of each campaign, list, template and country. Idempotent: only days that do not add up are counted again. True when there is more to do. */
export async function countFailures(
  { db, sql }: Core,
  workspaceId: string,
  zone: string,
  now: Date,
): Promise<boolean> {
  const workspace = await findWorkspace(db, workspaceId);
  if (!workspace) return false;
  const today = localDay(now.getTime(), zone);
  const kept = localDay(now.getTime() - days(workspace.rawRetentionDays - 1), zone);
  // Hours counted in another zone may lie across two days of this one.
  const { zoneSince } = workspace;
  const since = zoneSince === null ? kept : addDays(localDay(zoneSince.getTime(), zone), 1);
  const stale = await listStaleFailureDays(sql, workspaceId, {
    zone,
    from: later(kept, since),
    settled: addDays(today, -settledAfterDays),
    limit: mostDays,
  });
  for (const day of stale) {
    const dayStart = new Date(startOfDay(day, zone));
    const dayEnd = new Date(startOfDay(addDays(day, 1), zone));
    await countFailuresOfDay(sql, workspaceId, { day, dayStart, dayEnd });
  }
  return stale.length === mostDays;
}

function later(left: Day, right: Day): Day {
  return left > right ? left : right;
}
