import type { Db } from "@/db/client";
import { findInvitationByToken, type InvitationRow, wasAccepted } from "@/db/queries/invitations";
import { findUserByEmail } from "@/db/queries/users";
import { findRoute, findWorkspace } from "@/db/queries/workspaces";
import { hashToken } from "@/lib/auth/token";

export interface FoundInvitation {
  workspace: string;
  email: string;
  role: InvitationRow["role"];
  /** Somebody with the invited address has an account already. */
  hasAccount: boolean;
}

/** Undefined for a link that was used, withdrawn, replaced, is too old, or was never ours. */
export async function findInvitation(
  db: Db,
  token: string,
  now: Date,
): Promise<FoundInvitation | undefined> {
  const row = await lookUpInvitation(db, token, now);
  const workspace = row && (await findWorkspace(db, row.workspaceId));
  if (!workspace) return undefined;
  const hasAccount = (await findUserByEmail(db, row.email)) !== undefined;
  return { workspace: workspace.name, email: row.email, role: row.role, hasAccount };
}

export async function lookUpInvitation(db: Db, token: string, now: Date) {
  const tokenHash = hashToken(token);
  const route = await findRoute(db, `invitation:${tokenHash}`);
  return route && findInvitationByToken(db, route.workspaceId, tokenHash, now);
}

/** Whether the link led into this workspace before: who opens it again is where it leads. */
export async function isUsedInvitation(db: Db, workspaceId: string, token: string) {
  return wasAccepted(db, workspaceId, hashToken(token));
}
