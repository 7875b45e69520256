import type { Db } from "@/db/client";
import { deleteMembership, listMembers } from "@/db/queries/memberships";
import { revokeSessionsIn } from "@/db/queries/sessions";
import type { Actor } from "@/lib/domain/audit";
import { audit } from "./audit";
import { keepAnAdmin, requireMember } from "./update-person";
import { withdrawInvitationsOf } from "./withdraw-invitations";

/** Takes somebody out of the workspace: their sessions in it end with it. The account itself is theirs and stays. */
export async function removePerson(
  db: Db,
  workspaceId: string,
  userId: string,
  now: Date,
  actor: Actor,
): Promise<{ id: string }> {
  return db.transaction(async (tx: Db) => {
    await requireMember(tx, workspaceId, userId);
    await keepAnAdmin(tx, workspaceId, userId, "removed");
    const member = (await listMembers(tx, workspaceId)).find(({ id }) => id === userId);
    await deleteMembership(tx, workspaceId, userId);
    await revokeSessionsIn(tx, workspaceId, userId, now);
    await withdrawInvitationsOf(tx, { workspaceId, userId, becomes: "removed" }, actor, now);
    const target = { kind: "person", id: userId, name: member?.name };
    await audit(tx, workspaceId, actor, { action: "member_removed", target }, now);
    return { id: userId };
  });
}
