import type { Db } from "@/db/client";
import { listMembershipsOf } from "@/db/queries/memberships";
import { moveSession } from "@/db/queries/sessions";
import { lockUser } from "@/db/queries/users";
import type { Actor } from "@/lib/domain/audit";
import { AppError } from "@/lib/errors";
import type { CreateWorkspaceJson } from "@/lib/wire/workspace";
import { audit } from "./audit";
import type { Core } from "./core";
import { createWorkspace } from "./create-workspace";

/** Each is work for everybody's worker; an agency of many clients needs one. */
const mostWorkspaces = 50;

/** Another workspace of a person who has one already; their session moves there. */
export async function openWorkspace(
  { db, vault }: Pick<Core, "db" | "vault">,
  person: { userId: string; sessionHash: string; actor: Actor },
  wanted: CreateWorkspaceJson,
  now: Date,
): Promise<{ id: string }> {
  const { userId, sessionHash, actor } = person;
  const id = await db.transaction(async (tx: Db) => {
    await lockUser(tx, userId);
    const own = (await listMembershipsOf(tx, userId)).filter(({ role }) => role === "admin");
    if (own.length >= mostWorkspaces) {
      throw new AppError("conflict", `You look after ${mostWorkspaces} workspaces: end one first.`);
    }
    const workspaceId = await createWorkspace(tx, vault, { ...wanted, adminId: userId }, now);
    await moveSession(tx, { idHash: sessionHash, userId, workspaceId });
    const target = { kind: "workspace", id: workspaceId, name: wanted.name };
    await audit(tx, workspaceId, actor, { action: "workspace_created", target }, now);
    return workspaceId;
  });
  return { id };
}
