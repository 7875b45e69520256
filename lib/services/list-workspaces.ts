import type { Db } from "@/db/client";
import { listMembershipsOf } from "@/db/queries/memberships";
import type { WorkspacesJson } from "@/lib/wire/workspace";

/** Every workspace of one person, and which of them the session is in. */
export async function listWorkspaces(
  db: Db,
  { userId, workspaceId }: { userId: string; workspaceId: string },
): Promise<WorkspacesJson> {
  const rows = await listMembershipsOf(db, userId);
  return {
    workspaces: rows.map(({ workspaceId: id, name, role }) => ({
      id,
      name,
      role,
      here: id === workspaceId,
    })),
  };
}
