import type { Db } from "@/db/client";
import { listApiKeyRows } from "@/db/queries/api-keys";
import type { ApiKeyRow } from "@/db/queries/api-keys";
import type { ApiKeyJson, ApiKeysJson } from "@/lib/wire/settings";

export async function listApiKeys(db: Db, workspaceId: string): Promise<ApiKeysJson> {
  return { keys: (await listApiKeyRows(db, workspaceId)).map(toApiKeyJson) };
}

export function toApiKeyJson({
  id,
  name,
  hint,
  scope,
  createdAt,
  lastUsedAt,
  revokedAt,
}: ApiKeyRow): ApiKeyJson {
  return {
    id,
    name,
    hint,
    scope,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  };
}
