import type { z } from "zod";
import type { Db } from "@/db/client";
import { insertApiKey } from "@/db/queries/api-keys";
import { insertRoute } from "@/db/queries/workspaces";
import { hashToken, newToken } from "@/lib/auth/token";
import { type Actor, system } from "@/lib/domain/audit";
import type { createdApiKeyJson } from "@/lib/wire/settings";
import { audit } from "./audit";
import { newId } from "./new-id";

interface NewKey {
  name: string;
  scope: "read" | "write";
}

/** The answer is the only place where the key itself ever stands. */
export async function createApiKey(
  db: Db,
  workspaceId: string,
  { name, scope }: NewKey,
  now: Date,
  actor: Actor = system,
): Promise<z.infer<typeof createdApiKeyJson>> {
  const key = `bg_${newToken()}`;
  const { id, hint } = await db.transaction((tx) =>
    storeApiKey(tx, workspaceId, { name, scope, key }, now, actor),
  );
  return {
    id,
    name,
    hint,
    scope,
    createdAt: now.toISOString(),
    lastUsedAt: null,
    revokedAt: null,
    key,
  };
}

/** Called inside a transaction: the key and the way from its hash to the workspace stand or fall together. */
export async function storeApiKey(
  tx: Db,
  workspaceId: string,
  { name, scope, key }: NewKey & { key: string },
  now: Date,
  actor: Actor = system,
) {
  const id = newId(now);
  const hash = hashToken(key);
  const hint = `${key.slice(0, 7)}…`;
  await insertApiKey(tx, { workspaceId, id, name, hint, hash, scope, createdAt: now });
  await insertRoute(tx, `api_key:${hash}`, workspaceId);
  const target = { kind: "key", id, name: `${name} (${hint})` };
  await audit(tx, workspaceId, actor, { action: "key_created", target, detail: { scope } }, now);
  return { id, hint };
}
