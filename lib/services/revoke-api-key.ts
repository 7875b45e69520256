import type { Db } from "@/db/client";
import { markApiKeyRevoked } from "@/db/queries/api-keys";
import { deleteRoute } from "@/db/queries/workspaces";
import { AppError } from "@/lib/errors";
import type { ApiKeyJson } from "@/lib/wire/settings";
import { isUuid } from "./get-outbox";
import { toApiKeyJson } from "./list-api-keys";

/** The key stops working within seconds, everywhere. Revoking twice changes nothing. */
export async function revokeApiKey(
  db: Db,
  workspaceId: string,
  id: string,
  now: Date,
): Promise<ApiKeyJson> {
  const row = await db.transaction(async (tx) => {
    const found = isUuid(id) ? await markApiKeyRevoked(tx, workspaceId, id, now) : undefined;
    if (found) await deleteRoute(tx, workspaceId, `api_key:${found.hash}`);
    return found;
  });
  if (!row) throw new AppError("not_found", "There is no such API key.");
  return toApiKeyJson(row);
}
