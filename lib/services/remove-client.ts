import { deleteEmptyClient, lockClient } from "@/db/queries/clients";
import type { Actor } from "@/lib/domain/audit";
import { AppError } from "@/lib/errors";
import { audit } from "./audit";
import type { Core } from "./core";
import { isUuid } from "@/lib/domain/is-uuid";

/** Only a client without numbers: with numbers it is erased, which says what goes with it. */
export async function removeClient(
  { db }: Pick<Core, "db">,
  { workspaceId, actor, id }: { workspaceId: string; actor: Actor; id: string },
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const client = isUuid(id) ? await lockClient(tx, workspaceId, id) : undefined;
    if (!client) throw new AppError("not_found", "There is no such client.");
    if (!(await deleteEmptyClient(tx, workspaceId, id))) {
      throw new AppError(
        "conflict",
        "Numbers belong to this client: move them to another one first.",
      );
    }
    const target = { kind: "client", id, name: client.name };
    await audit(tx, workspaceId, actor, { action: "client_removed", target }, now);
  });
}
