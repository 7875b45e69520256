import { and, count, eq, gt, isNull } from "drizzle-orm";
import type { Db } from "@/db/client";
import { passwordResets } from "@/db/schema";

export async function insertPasswordReset(
  db: Db,
  row: typeof passwordResets.$inferInsert,
): Promise<void> {
  await db.insert(passwordResets).values(row);
}

export async function countResetsSince(db: Db, userId: string, since: Date): Promise<number> {
  const [row] = await db
    .select({ resets: count() })
    .from(passwordResets)
    .where(and(eq(passwordResets.userId, userId), gt(passwordResets.createdAt, since)));
  return row?.resets ?? 0;
}

/** Whose password the link may set; undefined when it was used, is too old, or was never ours. */
export async function findLiveReset(db: Db, tokenHash: string, now: Date, locked?: "locked") {
  const found = db
    .select({ userId: passwordResets.userId })
    .from(passwordResets)
    .where(
      and(
        eq(passwordResets.tokenHash, tokenHash),
        isNull(passwordResets.usedAt),
        gt(passwordResets.expiresAt, now),
      ),
    );
  // Of two uses at once the second waits, and then finds it used.
  const [row] = await (locked ? found.for("update") : found);
  return row;
}

/** Uses up every open link of one person. */
export async function useUpResets(db: Db, userId: string, now: Date): Promise<void> {
  await db
    .update(passwordResets)
    .set({ usedAt: now })
    .where(and(eq(passwordResets.userId, userId), isNull(passwordResets.usedAt)));
}
