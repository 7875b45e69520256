import { insertClient } from "@/db/queries/clients";
import type { Actor } from "@/lib/domain/audit";
import { AppError } from "@/lib/errors";
import { audit } from "./audit";
import type { Core } from "./core";
import { newId } from "./new-id";

/** Answers its id. Two clients of a workspace never share a name. */
export async function createClient(
  { db }: Pick<Core, "db">,
  { workspaceId, actor }: { workspaceId: string; actor: Actor },
  name: string,
  now: Date,
): Promise<string> {
  return db.transaction(async (tx) => {
    const id = newId(now);
    const isNew = await insertClient(tx, { workspaceId, id, name, createdAt: now });
    if (!isNew) throw nameTaken();
    const target = { kind: "client", id, name };
    await audit(tx, workspaceId, actor, { action: "client_created", target }, now);
    return id;
  });
}

export function nameTaken(): AppError {
  return new AppError("conflict", "Another client has this name.", { field: "name" });
}
