import { and, desc, eq, isNull, lt, or } from "drizzle-orm";
import type { Db } from "@/db/client";
import { apiKeys } from "@/db/schema";

export type NewApiKey = typeof apiKeys.$inferInsert;

const columns = {
  id: apiKeys.id,
  name: apiKeys.name,
  hint: apiKeys.hint,
  scope: apiKeys.scope,
  createdAt: apiKeys.createdAt,
  lastUsedAt: apiKeys.lastUsedAt,
  revokedAt: apiKeys.revokedAt,
};

export async function insertApiKey(db: Db, key: NewApiKey): Promise<void> {
  await db.insert(apiKeys).values(key);
}

export async function listApiKeyRows(db: Db, workspaceId: string) {
  return db
    .select(columns)
    .from(apiKeys)
    .where(eq(apiKeys.workspaceId, workspaceId))
    .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id));
}
export type ApiKeyRow = Awaited<ReturnType<typeof listApiKeyRows>>[number];

export async function findApiKeyByHash(db: Db, workspaceId: string, hash: string) {
  const [row] = await db
    .select(columns)
    .from(apiKeys)
    .where(
      and(eq(apiKeys.workspaceId, workspaceId), eq(apiKeys.hash, hash), isNull(apiKeys.revokedAt)),
    );
  return row;
}

/** The row with its hash, for taking its route away; undefined when it is another workspace's. Revoking twice keeps the first moment. */
export async function markApiKeyRevoked(db: Db, workspaceId: string, id: string, now: Date) {
  await db
    .update(apiKeys)
    .set({ revokedAt: now })
    .where(
      and(eq(apiKeys.workspaceId, workspaceId), eq(apiKeys.id, id), isNull(apiKeys.revokedAt)),
    );
  const [row] = await db
    .select({ ...columns, hash: apiKeys.hash })
    .from(apiKeys)
    .where(and(eq(apiKeys.workspaceId, workspaceId), eq(apiKeys.id, id)));
  return row;
}

/** Written at most once a minute and key: a busy key must not write per request. */
export async function touchApiKey(
  db: Db,
  workspaceId: string,
  id: string,
  now: Date,
): Promise<void> {
  const before = new Date(now.getTime() - 60_000);
  await db
    .update(apiKeys)
    .set({ lastUsedAt: now })
    .where(
      and(
        eq(apiKeys.workspaceId, workspaceId),
        eq(apiKeys.id, id),
        or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, before)),
      ),
    );
}
