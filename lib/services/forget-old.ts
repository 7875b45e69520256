import {
  deleteOlder,
  ended,
  log as deliveryLog,
  ofPeople,
  refusals,
  seenKeys,
  sums,
} from "@/db/queries/age-limits";
import { finishDue, type Claim } from "@/db/queries/due";
import { deleteOldEvents, deleteOldPeople } from "@/db/queries/retention";
import { findRetention } from "@/db/queries/workspaces";
import { fixedDays } from "@/lib/domain/retention";
import { days } from "@/lib/domain/time";
import type { Core } from "./core";
import { renewSecrets } from "./renew-secrets";

/** Once a day per workspace, and soon after somebody shortened a time. Repeating is harmless. */
export async function forgetOld(core: Core, claim: Claim, now: Date): Promise<void> {
  const { workspaceId } = claim;
  const { sql } = core;
  const retention = await findRetention(core.db, workspaceId);
  if (!retention) return finishDue(core.db, claim, undefined);

  const before = (age: number) => new Date(now.getTime() - days(age));
  await deleteOlder(sql, workspaceId, seenKeys, before(fixedDays.seen));
  await deleteOlder(sql, workspaceId, deliveryLog, before(retention.deliveryLogDays));
  await deleteOldPeople(sql, workspaceId, before(fixedDays.people));
  await deleteOlder(sql, workspaceId, ofPeople, before(fixedDays.people));
  await deleteOldEvents(sql, workspaceId, before(retention.rawDays));
  await deleteOlder(sql, workspaceId, sums, before(retention.rollupDays));
  await deleteOlder(sql, workspaceId, ended, before(fixedDays.ended));
  await deleteOlder(sql, workspaceId, refusals, before(fixedDays.refusals));
  await renewSecrets(core, workspaceId);
  await finishDue(core.db, claim, new Date(now.getTime() + days(1)));
}
