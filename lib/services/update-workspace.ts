import type { Db } from "@/db/client";
import { findWorkspace, updateWorkspaceRow } from "@/db/queries/workspaces";
import { AppError } from "@/lib/errors";
import type { UpdateSettingsJson } from "@/lib/wire/settings";

/** What is not named stays. Hours and days counted before a change of zone keep the old one: `zoneSince` says from when. */
export async function updateWorkspace(
  db: Db,
  workspaceId: string,
  change: UpdateSettingsJson,
  now: Date,
): Promise<void> {
  const workspace = await findWorkspace(db, workspaceId);
  if (!workspace) throw new AppError("not_found", "There is no such workspace.");
  const { name, zone, optOutGraceHours } = change;
  const row = {
    ...(name !== undefined && { name }),
    ...(optOutGraceHours !== undefined && { optOutGraceHours }),
    ...(zone !== undefined && zone !== workspace.zone && { zone, zoneSince: now }),
  };
  if (Object.keys(row).length > 0) await updateWorkspaceRow(db, workspaceId, row);
}
