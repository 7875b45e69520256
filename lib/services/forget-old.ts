import { finishDue, type Claim } from "@/db/queries/due";
import {
  deleteOldDeliveries,
  deleteOldEvents,
  deleteOldPeople,
  deleteOldSeen,
} from "@/db/queries/retention";
import { findWorkspace } from "@/db/queries/workspaces";
import { days } from "@/lib/domain/time";
import type { Core } from "./core";

/** How long what is kept per person and per delivery stays; raw events as each workspace says. */
const keptDays = { seen: 30, deliveries: 30, people: 90 };

/** Once a day per workspace. Repeating is harmless. */
export async function forgetOld(core: Core, claim: Claim, now: Date): Promise<void> {
  const { workspaceId } = claim;
  const workspace = await findWorkspace(core.db, workspaceId);
  if (!workspace) return finishDue(core.db, claim, undefined);

  const before = (age: number) => new Date(now.getTime() - days(age));
  await deleteOldSeen(core.sql, workspaceId, before(keptDays.seen));
  await deleteOldDeliveries(core.sql, workspaceId, before(keptDays.deliveries));
  await deleteOldPeople(core.sql, workspaceId, before(keptDays.people));
  await deleteOldEvents(core.sql, workspaceId, before(workspace.rawRetentionDays));
  await finishDue(core.db, claim, new Date(now.getTime() + days(1)));
}
