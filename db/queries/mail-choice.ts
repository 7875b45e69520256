import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { memberships, users } from "@/db/schema";

export type DigestChoice = (typeof memberships.$inferSelect)["digest"];

/** What one member gets from one workspace. */
export async function setMailChoice(
  db: Db,
  workspaceId: string,
  userId: string,
  change: { digest?: DigestChoice | undefined; receivesMails?: boolean | undefined },
): Promise<void> {
  if (change.digest === undefined && change.receivesMails === undefined) return;
  await db
    .update(memberships)
    .set({
      ...(change.digest !== undefined && { digest: change.digest }),
      ...(change.receivesMails !== undefined && { receivesMails: change.receivesMails }),
    })
    .where(and(eq(memberships.workspaceId, workspaceId), eq(memberships.userId, userId)));
}

/** A person's own quiet hours hold in all their workspaces. */
export async function setQuietHours(
  db: Db,
  userId: string,
  quiet: { from: number; until: number } | null,
): Promise<void> {
  await db
    .update(users)
    .set({ quietFrom: quiet?.from ?? null, quietUntil: quiet?.until ?? null })
    .where(eq(users.id, userId));
}
