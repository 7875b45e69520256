import type { Db } from "@/db/client";
import { listOpenInvitations, markInvitationRevoked } from "@/db/queries/invitations";
import { deleteRoute } from "@/db/queries/workspaces";
import type { Actor } from "@/lib/domain/audit";
import { audit } from "./audit";

/** Who may not invite any more leaves no open way in, such as one to a second address of their own. Called inside a transaction. */
export async function withdrawInvitationsOf(
  tx: Db,
  {
    workspaceId,
    userId,
    becomes,
  }: { workspaceId: string; userId: string; becomes: string | undefined },
  actor: Actor,
  now: Date,
): Promise<void> {
  if (becomes === undefined || becomes === "admin") return;
  const open = await listOpenInvitations(tx, workspaceId);
  for (const { id, email, tokenHash } of open.filter(({ invitedBy }) => invitedBy === userId)) {
    await markInvitationRevoked(tx, workspaceId, id, now);
    await deleteRoute(tx, workspaceId, `invitation:${tokenHash}`);
    const target = { kind: "invitation", id, name: email };
    await audit(tx, workspaceId, actor, { action: "invitation_revoked", target }, now);
  }
}
