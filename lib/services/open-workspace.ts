import type { Db } from "@/db/client";
import { moveSession } from "@/db/queries/sessions";
import type { Actor } from "@/lib/domain/audit";
import type { CreateWorkspaceJson } from "@/lib/wire/workspace";
import { audit } from "./audit";
import type { Core } from "./core";
import { createWorkspace } from "./create-workspace";

/** Another workspace of a person who has one already; their session moves there. */
export async function openWorkspace(
  { db, vault }: Pick<Core, "db" | "vault">,
  person: { userId: string; sessionHash: string; actor: Actor },
  wanted: CreateWorkspaceJson,
  now: Date,
): Promise<{ id: string }> {
  const { userId, sessionHash, actor } = person;
  const id = await db.transaction(async (tx: Db) => {
    const workspaceId = await createWorkspace(tx, vault, { ...wanted, adminId: userId }, now);
    await moveSession(tx, { idHash: sessionHash, userId, workspaceId });
    const target = { kind: "workspace", id: workspaceId, name: wanted.name };
    await audit(tx, workspaceId, actor, { action: "workspace_created", target }, now);
    return workspaceId;
  });
  return { id };
}
