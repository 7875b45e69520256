import { and, eq, gt, max } from "drizzle-orm";
import type { Db } from "@/db/client";
import { mutes } from "@/db/schema";
import type { Target } from "@/lib/domain/alert/rule";

export type NewMute = typeof mutes.$inferInsert;

export async function insertMute(db: Db, row: NewMute): Promise<void> {
  await db.insert(mutes).values(row);
}

/** The latest end of the mutes that hold for a target now. */
export async function findMuteEnd(
  db: Db,
  workspaceId: string,
  target: Target,
  now: Date,
): Promise<Date | undefined> {
  const [row] = await db
    .select({ until: max(mutes.until) })
    .from(mutes)
    .where(
      and(
        eq(mutes.workspaceId, workspaceId),
        eq(mutes.targetKind, target.kind),
        eq(mutes.targetId, target.id),
        gt(mutes.until, now),
      ),
    );
  return row?.until ?? undefined;
}
