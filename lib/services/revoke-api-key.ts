import type { Db } from "@/db/client";
import { markApiKeyRevoked } from "@/db/queries/api-keys";
import { deleteRoute } from "@/db/queries/workspaces";
import { type Actor, system } from "@/lib/domain/audit";
import { AppError } from "@/lib/errors";
import type { ApiKeyJson } from "@/lib/wire/settings";
import { audit } from "./audit";
import { isUuid } from "@/lib/domain/is-uuid";
import { toApiKeyJson } from "./list-api-keys";

/** The key stops working within seconds, everywhere. Revoking twice changes nothing. */
export async function revokeApiKey(
  db: Db,
  workspaceId: string,
  id: string,
  now: Date,
  actor: Actor = system,
): Promise<ApiKeyJson> {
  const row = await db.transaction(async (tx) => {
    const found = isUuid(id) ? await markApiKeyRevoked(tx, workspaceId, id, now) : undefined;
    if (!found) return undefined;
    await deleteRoute(tx, workspaceId, `api_key:${found.hash}`);
    const target = { kind: "key", id, name: `${found.name} (${found.hint})` };
    const first = found.revokedAt?.getTime() === now.getTime();
    if (first) await audit(tx, workspaceId, actor, { action: "key_revoked", target }, now);
    return found;
  });
  if (!row) throw new AppError("not_found", "There is no such API key.");
  return toApiKeyJson(row);
}
