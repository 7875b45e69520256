import type { Db } from "@/db/client";
import { findWorkspace, updateWorkspaceRow } from "@/db/queries/workspaces";
import { type Actor, system } from "@/lib/domain/audit";
import { AppError } from "@/lib/errors";
import type { UpdateSettingsJson } from "@/lib/wire/settings";
import { audit } from "./audit";

/** What is not named stays. Hours and days counted before a change of zone keep the old one: `zoneSince` says from when. */
export async function updateWorkspace(
  db: Db,
  workspaceId: string,
  change: UpdateSettingsJson,
  now: Date,
  actor: Actor = system,
): Promise<void> {
  const workspace = await findWorkspace(db, workspaceId);
  if (!workspace) throw new AppError("not_found", "There is no such workspace.");
  const { zone, ...plain } = change;
  const given = Object.entries(plain).filter(([, value]) => value !== undefined);
  const moved = zone !== undefined && zone !== workspace.zone;
  const row = { ...Object.fromEntries(given), ...(moved && { zone, zoneSince: now }) };
  if (Object.keys(row).length === 0) return;
  const entry = {
    action: "settings_changed",
    target: { kind: "workspace", id: workspaceId, name: workspace.name },
    detail: { ...Object.fromEntries(given), ...(moved && { zone }) },
  };
  await db.transaction(async (tx) => {
    await updateWorkspaceRow(tx, workspaceId, row);
    await audit(tx, workspaceId, actor, entry, now);
  });
}
