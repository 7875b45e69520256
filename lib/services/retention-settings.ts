import { countOlder, log as deliveryLog, rawEvents, sums } from "@/db/queries/age-limits";
import { findRetention } from "@/db/queries/workspaces";
import type { Db } from "@/db/client";
import { fixedDays, type Retention, retentionLimits } from "@/lib/domain/retention";
import { days } from "@/lib/domain/time";
import { AppError } from "@/lib/errors";
import type { RetentionJson, RetentionPreview, UpdateRetention } from "@/lib/wire/retention";
import type { Core } from "./core";

export async function getRetention(db: Db, workspaceId: string): Promise<RetentionJson> {
  return {
    days: await requireRetention(db, workspaceId),
    limits: retentionLimits,
    fixed: fixedDays,
  };
}

export async function requireRetention(db: Db, workspaceId: string): Promise<Retention> {
  const retention = await findRetention(db, workspaceId);
  if (!retention) throw new AppError("not_found", "There is no such workspace.");
  return retention;
}

/** What is not named stays. */
export function changedRetention(known: Retention, wanted: UpdateRetention): Retention {
  return {
    rawDays: wanted.rawDays ?? known.rawDays,
    rollupDays: wanted.rollupDays ?? known.rollupDays,
    deliveryLogDays: wanted.deliveryLogDays ?? known.deliveryLogDays,
  };
}

/** Counts what these times would delete now, beyond what the present ones do. Deletes nothing. */
export async function previewRetention(
  core: Pick<Core, "db" | "sql">,
  workspaceId: string,
  wanted: UpdateRetention,
  now: Date,
): Promise<RetentionPreview> {
  const known = await requireRetention(core.db, workspaceId);
  const after = changedRetention(known, wanted);
  const before = (age: number) => new Date(now.getTime() - days(age));
  const shorter = (name: keyof Retention) => after[name] < known[name];
  const count = (kinds: typeof sums, name: keyof Retention) =>
    shorter(name) ? countOlder(core.sql, workspaceId, kinds, before(after[name])) : 0;
  return {
    events: await count(rawEvents, "rawDays"),
    sums: await count(sums, "rollupDays"),
    deliveries: await count(deliveryLog, "deliveryLogDays"),
  };
}
