import { markDue } from "@/db/queries/due";
import { setRetention } from "@/db/queries/workspaces";
import type { Actor } from "@/lib/domain/audit";
import { isShorter } from "@/lib/domain/retention";
import { AppError } from "@/lib/errors";
import { type UpdateRetention, updateRetentionJson } from "@/lib/wire/retention";
import { audit } from "./audit";
import type { Core } from "./core";
import { changedRetention, requireRetention } from "./retention-settings";

/** Shortening deletes within minutes what has become too old, so it must be confirmed. The same again changes nothing. */
export async function updateRetention(
  core: Pick<Core, "db">,
  { workspaceId, actor }: { workspaceId: string; actor: Actor },
  wanted: UpdateRetention,
  now: Date,
): Promise<void> {
  const { confirmed, ...change } = updateRetentionJson.parse(wanted);
  await core.db.transaction(async (tx) => {
    const known = await requireRetention(tx, workspaceId);
    const after = changedRetention(known, change);
    const shorter = isShorter(known, after);
    if (shorter && !confirmed) {
      throw new AppError("conflict", "A shorter time deletes what is older: confirm it.", {
        field: "confirmed",
      });
    }
    await setRetention(tx, workspaceId, after);
    const target = { kind: "workspace", id: workspaceId, name: "the workspace" };
    await audit(
      tx,
      workspaceId,
      actor,
      { action: "retention_changed", target, detail: after },
      now,
    );
    if (shorter) await markDue(tx, { workspaceId, kind: "retention", targetId: workspaceId }, now);
  });
}
