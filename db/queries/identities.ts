import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { identities } from "@/db/schema";

export async function hasIdentity(db: Db, userId: string, provider: string): Promise<boolean> {
  const [row] = await db
    .select({ subject: identities.subject })
    .from(identities)
    .where(and(eq(identities.userId, userId), eq(identities.provider, provider)))
    .limit(1);
  return row !== undefined;
}

/** Whose the subject is here; undefined for somebody never linked. */
export async function findIdentity(db: Db, provider: string, subject: string) {
  const [row] = await db
    .select({ userId: identities.userId })
    .from(identities)
    .where(and(eq(identities.provider, provider), eq(identities.subject, subject)));
  return row;
}

/** False when the subject belongs to somebody already. */
export async function insertIdentity(
  db: Db,
  identity: typeof identities.$inferInsert,
): Promise<boolean> {
  const rows = await db
    .insert(identities)
    .values(identity)
    .onConflictDoNothing()
    .returning({ userId: identities.userId });
  return rows.length > 0;
}

export async function deleteIdentities(db: Db, userId: string, provider: string): Promise<number> {
  const rows = await db
    .delete(identities)
    .where(and(eq(identities.userId, userId), eq(identities.provider, provider)))
    .returning({ subject: identities.subject });
  return rows.length;
}
