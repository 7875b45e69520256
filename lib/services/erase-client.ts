import { finishDue, markDue, type Claim } from "@/db/queries/due";
import {
  deleteClientRows,
  deleteSources,
  findBelongings,
  findClient,
  listClientNumbers,
  listOwnSources,
} from "@/db/queries/erase-client";
import type { Actor } from "@/lib/domain/audit";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { audit } from "./audit";
import type { Core } from "./core";

interface ClientErasure {
  workspaceId: string;
  clientId: string;
  typedName: string;
  actor: Actor;
}

/**
 * Begins to erase a client: its numbers, their figures, alerts and mails, its people. Sources that report on its numbers
 * only stop at once; a due job deletes the rest and survives a crash. Cannot be taken back.
 */
export async function orderClientErasure(
  core: Pick<Core, "db" | "sql">,
  { workspaceId, clientId, typedName, actor }: ClientErasure,
  now: Date,
): Promise<void> {
  const client = await findClient(core.sql, workspaceId, clientId);
  if (!client) throw new AppError("not_found", "There is no such client.");
  if (typedName.trim() !== client.name.trim()) {
    throw new AppError("bad_request", `Type the name exactly as it stands: ${client.name}`, {
      field: "name",
    });
  }
  const numbers = await listClientNumbers(core.sql, workspaceId, client.id);
  const sources = await listOwnSources(core.sql, workspaceId, numbers);
  await core.db.transaction(async (tx) => {
    await deleteSources(tx, workspaceId, sources);
    const target = { kind: "client", id: client.id, name: client.name };
    const detail = { numbers: numbers.length, sources: sources.length };
    await audit(tx, workspaceId, actor, { action: "client_erased", target, detail }, now);
    await markDue(tx, { workspaceId, kind: "erase", targetId: clientTarget(client.id) }, now);
  });
}

const prefix = "client:";

export function clientTarget(clientId: string): string {
  return `${prefix}${clientId}`;
}

/** The client that a piece of erasing work is about; undefined when it is about a whole workspace. */
export function clientOfTarget(targetId: string): string | undefined {
  return targetId.startsWith(prefix) ? targetId.slice(prefix.length) : undefined;
}

/** Repeating is harmless: what is gone already is not found. */
export async function eraseClient(core: Core, claim: Claim, clientId: string): Promise<void> {
  const { workspaceId } = claim;
  const client = await findClient(core.sql, workspaceId, clientId);
  if (client) {
    const own = await findBelongings(core.sql, workspaceId, client);
    await deleteClientRows(core.sql, workspaceId, own);
    log.info("client erased", { workspaceId, numbers: own.numbers.length });
  }
  await finishDue(core.db, claim, undefined);
}
