import { randomBytes } from "node:crypto";
import type { Db } from "@/db/client";
import { insertMembership } from "@/db/queries/users";
import { findWorkspaceBySlug, insertWorkspace } from "@/db/queries/workspaces";
import { newId } from "./new-id";
import { placeOf, type Vault } from "./vault";

/** A workspace with its own key, under which people are hashed, and its first administrator. Called inside a transaction. */
export async function createWorkspace(
  tx: Db,
  vault: Vault,
  workspace: { name: string; zone: string; adminId: string },
  now: Date,
): Promise<string> {
  const id = newId(now);
  await insertWorkspace(tx, {
    id,
    slug: await freeSlug(tx, workspace.name),
    name: workspace.name,
    zone: workspace.zone,
    wrappedKey: vault.seal(randomBytes(32), placeOf("workspace", id)),
    createdAt: now,
  });
  await insertMembership(tx, {
    workspaceId: id,
    userId: workspace.adminId,
    role: "admin",
    createdAt: now,
  });
  return id;
}

/** Two workspaces of one name get two addresses. */
async function freeSlug(tx: Db, name: string): Promise<string> {
  const slug = slugOf(name);
  const taken = await findWorkspaceBySlug(tx, slug);
  return taken === undefined ? slug : `${slug}-${randomBytes(4).toString("hex")}`;
}

/** Letters and digits of the name; a name without any still gets an address. */
function slugOf(name: string): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-");
  return plain.replace(/^-+|-+$/g, "").slice(0, 60) || "workspace";
}
