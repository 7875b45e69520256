import type { Db } from "@/db/client";
import { findMembership } from "@/db/queries/memberships";
import { moveSession } from "@/db/queries/sessions";
import { AppError } from "@/lib/errors";
import { isUuid } from "@/lib/domain/is-uuid";

/** Moves a session into another workspace of its person. One they do not belong to is not found. */
export async function enterWorkspace(
  db: Db,
  { userId, sessionHash }: { userId: string; sessionHash: string },
  workspaceId: string,
): Promise<{ id: string }> {
  const member = isUuid(workspaceId) && (await findMembership(db, workspaceId, userId));
  const moved = member && (await moveSession(db, { idHash: sessionHash, userId, workspaceId }));
  if (!moved) throw new AppError("not_found", "There is no such workspace.");
  return { id: workspaceId };
}
