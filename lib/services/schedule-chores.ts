import { deleteOldPasswordResets } from "@/db/queries/age-limits";
import { planPolls, planWatches, planWorkspaceChores } from "@/db/queries/chores";
import { forgetOldBeats } from "@/db/queries/heartbeats";
import { ensureDays } from "@/db/queries/partitions";
import { dropDaysBefore, findLongestRetention } from "@/db/queries/retention";
import { fixedDays } from "@/lib/domain/retention";
import { days } from "@/lib/domain/time";
import { log } from "@/lib/log";
import type { Core } from "./core";
import { planDigests } from "./send-digest";

/** Sees to it that regular work stands in the queue, that tomorrow's events have a place, and that no one's old ones stay. Repeating is harmless. */
export async function scheduleChores(core: Core, now: Date): Promise<void> {
  await planWorkspaceChores(core.db, now);
  await planPolls(core.db, now);
  await planWatches(core.db, now);
  await planDigests(core, now);
  const at = now.getTime();
  await ensureDays(core.sql, new Date(at - days(2)), new Date(at + days(3)));
  await forgetOldBeats(core.db, new Date(at - days(1)));
  await deleteOldPasswordResets(core.sql, new Date(at - days(fixedDays.tokens)));
  const longest = await findLongestRetention(core.sql);
  if (longest === undefined) return;
  const dropped = await dropDaysBefore(core.sql, new Date(at - days(longest)));
  if (dropped.length > 0) log.info("old days dropped", { days: dropped.length });
}
