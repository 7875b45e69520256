import { planPolls, planWorkspaceChores } from "@/db/queries/chores";
import { ensureDays } from "@/db/queries/partitions";
import { days } from "@/lib/domain/time";
import type { Core } from "./core";

/** Sees to it that regular work stands in the queue and that tomorrow's events have a place. Repeating is harmless. */
export async function scheduleChores(core: Core, now: Date): Promise<void> {
  await planWorkspaceChores(core.db, now);
  await planPolls(core.db, now);
  const at = now.getTime();
  await ensureDays(core.sql, new Date(at - days(2)), new Date(at + days(3)));
}
