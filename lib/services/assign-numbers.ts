import { lockClient, moveNumbers } from "@/db/queries/clients";
import type { Db } from "@/db/client";
import { findNumberId } from "@/db/queries/portfolio";
import type { Actor } from "@/lib/domain/audit";
import type { Reach } from "@/lib/domain/reach";
import { AppError } from "@/lib/errors";
import type { Core } from "./core";
import { audit } from "./audit";

export interface Assignment {
  /** Our ids, E.164 or the provider's ids. */
  numbers: readonly string[];
  /** Null: no client's. */
  clientId: string | null;
}

/**
 * From now on these numbers are this client's, and their people are strangers to it: they are hashed under another key,
 * so past noes, frequency and first contacts do not follow. Holds at every door within two seconds. A number that is the
 * client's already stays as it is. All or none.
 */
export async function assignNumbers(
  { db }: Pick<Core, "db">,
  caller: { reach: Reach; actor: Actor },
  assignment: Assignment,
  now: Date,
): Promise<{ moved: number }> {
  return db.transaction((tx) => moveWithin(tx, caller, assignment, now));
}

export async function moveWithin(
  tx: Db,
  { reach, actor }: { reach: Reach; actor: Actor },
  { numbers, clientId }: Assignment,
  now: Date,
): Promise<{ moved: number }> {
  if (reach.clients !== null)
    throw new AppError("forbidden", "Who sees some clients only may not move numbers.");
  const { workspaceId } = reach;
  const client = clientId === null ? undefined : await requireClient(tx, workspaceId, clientId);
  const ids = [];
  for (const number of numbers) {
    const id = await findNumberId(tx, reach, number);
    if (id === undefined) throw new AppError("not_found", "There is no such number.");
    ids.push(id);
  }
  const moved = await moveNumbers(tx, workspaceId, ids, clientId, now);
  for (const { id, name, before } of moved) {
    const target = { kind: "number", id, name: name ?? undefined };
    const detail = { before, after: client?.name ?? null };
    await audit(tx, workspaceId, actor, { action: "number_moved", target, detail }, now);
  }
  return { moved: moved.length };
}

async function requireClient(tx: Db, workspaceId: string, clientId: string) {
  const client = await lockClient(tx, workspaceId, clientId);
  if (client) return client;
  throw new AppError("bad_request", "There is no such client.", { field: "clientId" });
}
