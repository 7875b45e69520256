import type { Db } from "@/db/client";
import { insertAudit } from "@/db/queries/audit";
import type { Actor, AuditEntry } from "@/lib/domain/audit";
import { newId } from "./new-id";
import { tellPagesAtCommit } from "./tell-pages";

/** Writes down who did what. `db`: the transaction of the deed itself, so that neither happens without the other. */
export async function audit(
  db: Db,
  workspaceId: string,
  actor: Actor,
  { action, target, detail = {} }: AuditEntry,
  now: Date,
): Promise<void> {
  await insertAudit(db, {
    workspaceId,
    id: newId(now),
    at: now,
    actorKind: actor.kind,
    actorId: actor.id ?? null,
    actorName: actor.name,
    action,
    targetKind: target.kind,
    targetId: target.id ?? null,
    targetName: target.name ?? null,
    detail,
    address: actor.address ?? null,
  });
  await tellPagesAtCommit(db, workspaceId);
}
