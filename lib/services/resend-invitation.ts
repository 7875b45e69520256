import type { Db } from "@/db/client";
import { findOpenInvitation, renewInvitation } from "@/db/queries/invitations";
import { deleteRoute } from "@/db/queries/workspaces";
import { AppError } from "@/lib/errors";
import type { SentInvitationJson } from "@/lib/wire/people";
import { audit } from "./audit";
import type { Core } from "./core";
import { isUuid } from "@/lib/domain/is-uuid";
import { freshToken, sendInvitation, type Inviter } from "./invite-person";

/** Another mail with another link, for another seven days; the earlier link stops working. */
export async function resendInvitation(
  core: Core,
  { workspaceId, actor }: Inviter,
  id: string,
  now: Date,
): Promise<SentInvitationJson> {
  return core.db.transaction(async (tx: Db) => {
    const row = isUuid(id) ? await findOpenInvitation(tx, workspaceId, id) : undefined;
    if (!row) throw new AppError("not_found", "There is no such open invitation.");
    const { mailId, ...fresh } = freshToken(core, now);
    await deleteRoute(tx, workspaceId, `invitation:${row.tokenHash}`);
    await renewInvitation(tx, row, fresh);
    const target = { kind: "invitation", id, name: row.email };
    await audit(tx, workspaceId, actor, { action: "invitation_resent", target }, now);
    return sendInvitation(core, tx, { row: { ...row, ...fresh }, mailId, actor }, now);
  });
}
