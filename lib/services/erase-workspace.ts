import type { Db } from "@/db/client";
import { finishDue, markDue, type Claim } from "@/db/queries/due";
import {
  closeWorkspace,
  deleteInstallation,
  deleteUser,
  deleteWorkspace,
  deleteWorkspaceRows,
  isLastWorkspace,
  listMembersOnlyHere,
} from "@/db/queries/erase-workspace";
import { findWorkspace } from "@/db/queries/workspaces";
import type { Actor } from "@/lib/domain/audit";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { audit } from "./audit";
import type { Core } from "./core";

/** Longer than any door or page remembers what it has read: what they still write is found by the next pass. */
const restMs = 15_000;

/**
 * Begins to erase a workspace, which whoever orders it names in full. It is closed at once: no door, session, member or
 * key of it works any more. A due job deletes the rows and survives a crash. Cannot be taken back.
 */
export async function orderWorkspaceErasure(
  core: Pick<Core, "db">,
  { workspaceId, typedName, actor }: { workspaceId: string; typedName: string; actor: Actor },
  now: Date,
): Promise<void> {
  const workspace = await findWorkspace(core.db, workspaceId);
  if (!workspace) throw new AppError("not_found", "There is no such workspace.");
  if (typedName.trim() !== workspace.name.trim()) {
    throw new AppError("bad_request", `Type the name exactly as it stands: ${workspace.name}`, {
      field: "name",
    });
  }
  await core.db.transaction((tx) => closeAndQueue(tx, workspaceId, actor, now));
  log.info("workspace erasure ordered", { workspaceId, by: actor.kind });
}

/** For a workspace that nobody has to confirm: the demo's. Called inside a transaction. */
export async function closeAndQueue(
  tx: Db,
  workspaceId: string,
  actor: Actor,
  now: Date,
): Promise<void> {
  const target = { kind: "workspace", id: workspaceId };
  await audit(tx, workspaceId, actor, { action: "workspace_erasure_ordered", target }, now);
  const nowhereElse = await listMembersOnlyHere(tx, workspaceId);
  const last = await isLastWorkspace(tx, workspaceId);
  await closeWorkspace(tx, workspaceId, now);
  for (const userId of nowhereElse) await deleteUser(tx, userId);
  if (last) await deleteInstallation(tx);
  await markDue(tx, { workspaceId, kind: "erase", targetId: workspaceId }, now);
}

/** One pass over every table. A pass that finds nothing left is the last one. Repeating is harmless. */
export async function eraseWorkspace(core: Core, claim: Claim, now: Date): Promise<void> {
  const { workspaceId } = claim;
  const gone = await deleteWorkspaceRows(core.sql, workspaceId);
  if (gone > 0) return finishDue(core.db, claim, new Date(now.getTime() + restMs));
  await core.db.transaction((tx) => deleteWorkspace(tx, workspaceId));
  log.info("workspace erased", { workspaceId });
}
