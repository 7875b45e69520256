import type { Db } from "@/db/client";
import { findOpenInvitation, markInvitationRevoked } from "@/db/queries/invitations";
import { deleteRoute } from "@/db/queries/workspaces";
import { AppError } from "@/lib/errors";
import { audit } from "./audit";
import { isUuid } from "@/lib/domain/is-uuid";
import type { Inviter } from "./invite-person";

/** The link stops working at once. */
export async function revokeInvitation(
  db: Db,
  { workspaceId, actor }: Inviter,
  id: string,
  now: Date,
): Promise<{ id: string }> {
  return db.transaction(async (tx: Db) => {
    const row = isUuid(id) ? await findOpenInvitation(tx, workspaceId, id) : undefined;
    if (!row) throw new AppError("not_found", "There is no such open invitation.");
    await markInvitationRevoked(tx, workspaceId, id, now);
    await deleteRoute(tx, workspaceId, `invitation:${row.tokenHash}`);
    const target = { kind: "invitation", id, name: row.email };
    await audit(tx, workspaceId, actor, { action: "invitation_revoked", target }, now);
    return { id };
  });
}
