import { finishDue, markDue, type Claim } from "@/db/queries/due";
import { countPeopleOfDay, listUncountedDays } from "@/db/queries/people-days";
import { findZone } from "@/db/queries/windows";
import { addDays, days, type Day, hours, localDay, minutes, startOfDay } from "@/lib/domain/time";
import type { Core } from "./core";
import { countFailures } from "./count-failures";
import { findRunStarts } from "./find-run-starts";
import { relabelOptOuts } from "./relabel-opt-outs";

/** How many days of history one pass takes on, newest first, so that an import does not hold up others. */
const mostDays = 10;
const lookBackDays = 90;

/** A pass may take one part in so many of the time; it is due again after a minute where there is little, after an hour at most. */
const restPart = 30;
const soonest = minutes(1);
const latest = hours(1);

/**
 * Per workspace: first contacts, frequency, failures by campaign and list, and when campaigns began become rows that
 * score and pages can read.
 */
export async function countPeople(core: Core, claim: Claim, now: Date): Promise<void> {
  const { workspaceId } = claim;
  const zone = await findZone(core.sql, workspaceId);
  if (zone === undefined) return finishDue(core.db, claim, undefined);

  const began = performance.now();
  const today = localDay(now.getTime(), zone);
  const changed = new Set<string>();
  for (const day of [today, addDays(today, -1)]) {
    const bounds = boundsOf(day, zone);
    for (const id of await countPeopleOfDay(core.sql, workspaceId, bounds)) changed.add(id);
  }
  // Nothing else may happen to a number that has fallen silent: its score would wait for the hour.
  for (const targetId of changed)
    await markDue(core.db, { workspaceId, kind: "score", targetId }, now);
  const moreDays = await countMissingDays(core, workspaceId, zone, now);
  await relabelOptOuts(core, { workspaceId, zone, now });
  const moreFailures = await countFailures(core, workspaceId, zone, now);
  await findRunStarts(core, workspaceId, now);
  const rest = Math.min(latest, Math.max(soonest, restPart * (performance.now() - began)));
  await finishDue(core.db, claim, moreDays || moreFailures ? now : new Date(now.getTime() + rest));
}

/** Days of history that have no sums yet, newest first. True when there is more to do. */
export async function countMissingDays(
  { sql }: Core,
  workspaceId: string,
  zone: string,
  now: Date,
): Promise<boolean> {
  const today = localDay(now.getTime(), zone);
  const oldest = addDays(today, -lookBackDays);
  const missing = await listUncountedDays(sql, workspaceId, oldest, addDays(today, -1), mostDays);
  for (const day of missing) await countPeopleOfDay(sql, workspaceId, boundsOf(day, zone));
  return missing.length === mostDays;
}

function boundsOf(day: Day, zone: string) {
  const start = startOfDay(day, zone);
  return {
    day,
    dayStart: new Date(start),
    dayEnd: new Date(startOfDay(addDays(day, 1), zone)),
    weekStart: new Date(startOfDay(addDays(day, -6), zone)),
    knownFrom: new Date(start - days(90)),
  };
}
