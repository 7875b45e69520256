import { lockClient, renameClientRow } from "@/db/queries/clients";
import type { Actor } from "@/lib/domain/audit";
import { AppError } from "@/lib/errors";
import { audit } from "./audit";
import type { Core } from "./core";
import { nameTaken } from "./create-client";
import { isUuid } from "@/lib/domain/is-uuid";

/** Gives a client another name; the name it has changes nothing. */
export async function updateClient(
  { db }: Pick<Core, "db">,
  { workspaceId, actor, id }: { workspaceId: string; actor: Actor; id: string },
  name: string,
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const client = isUuid(id) ? await lockClient(tx, workspaceId, id) : undefined;
    if (!client) throw new AppError("not_found", "There is no such client.");
    if (client.name === name) return;
    if (!(await renameClientRow(tx, workspaceId, id, name))) throw nameTaken();
    const target = { kind: "client", id, name };
    const detail = { before: client.name };
    await audit(tx, workspaceId, actor, { action: "client_renamed", target, detail }, now);
  });
}
