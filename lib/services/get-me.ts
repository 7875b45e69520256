import { hasIdentity } from "@/db/queries/identities";
import { findMembership } from "@/db/queries/memberships";
import { findUser } from "@/db/queries/users";
import { findWorkspace } from "@/db/queries/workspaces";
import { AppError } from "@/lib/errors";
import type { MeJson } from "@/lib/wire/me";
import type { Core } from "./core";

/** The signed-in person as they see themselves. */
export async function getMe(
  { db, env }: Pick<Core, "db" | "env">,
  { userId, workspaceId }: { userId: string; workspaceId: string },
): Promise<MeJson> {
  const [user, membership, workspace] = await Promise.all([
    findUser(db, userId),
    findMembership(db, workspaceId, userId),
    findWorkspace(db, workspaceId),
  ]);
  if (!user || !membership || !workspace) throw new AppError("not_found", "There is nobody.");
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    zone: user.zone,
    workspaceZone: workspace.zone,
    role: membership.role,
    hasPassword: user.passwordHash !== null,
    google: env.google ? await hasIdentity(db, userId, "google") : null,
  };
}
