import { finishDue, type Claim } from "@/db/queries/due";
import { countPeopleOfDay, listUncountedDays } from "@/db/queries/people-days";
import { findZone } from "@/db/queries/windows";
import { addDays, days, type Day, hours, localDay, startOfDay } from "@/lib/domain/time";
import type { Core } from "./core";

/** How many days of history one pass takes on, newest first, so that an import does not hold up others. */
const mostDays = 10;
const lookBackDays = 90;

/** Once an hour per workspace: first contacts, frequency and the like become rows that the score can read. */
export async function countPeople(core: Core, claim: Claim, now: Date): Promise<void> {
  const { workspaceId } = claim;
  const zone = await findZone(core.sql, workspaceId);
  if (zone === undefined) return finishDue(core.db, claim, undefined);

  const today = localDay(now.getTime(), zone);
  for (const day of [today, addDays(today, -1)]) {
    await countPeopleOfDay(core.sql, workspaceId, boundsOf(day, zone));
  }
  const more = await countMissingDays(core, workspaceId, zone, now);
  await finishDue(core.db, claim, more ? now : new Date(now.getTime() + hours(1)));
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
