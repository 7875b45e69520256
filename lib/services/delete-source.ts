import { findSource, removeSource } from "@/db/queries/sources";
import type { Actor } from "@/lib/domain/audit";
import { AppError } from "@/lib/errors";
import { audit } from "./audit";
import type { Core } from "./core";

/** Address, credentials and delivery log go; numbers and everything that was counted stay. */
export async function deleteSource(
  core: Core,
  workspaceId: string,
  id: string,
  now: Date,
  actor: Actor,
): Promise<void> {
  const row = await findSource(core.db, workspaceId, id);
  if (!row) throw new AppError("not_found", "There is no such source.");
  await core.db.transaction(async (tx) => {
    await removeSource(tx, workspaceId, id, now);
    const target = { kind: "source", id, name: row.name };
    await audit(tx, workspaceId, actor, { action: "source_removed", target }, now);
  });
}
