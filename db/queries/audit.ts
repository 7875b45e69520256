import { and, desc, eq, gte, isNotNull, like, lt, or, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { auditLog } from "@/db/schema";

/** The only statement on this table besides reading: a trigger refuses every change. */
export async function insertAudit(db: Db, row: typeof auditLog.$inferInsert): Promise<void> {
  await db.insert(auditLog).values(row);
}

export type AuditRow = typeof auditLog.$inferSelect;

export interface AuditFilter {
  /** A person's or key's id, or "system". */
  who?: string | undefined;
  /** What an action may begin with: `source`. */
  objects?: readonly string[] | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  /** Only what is older than this entry. */
  after?: { at: Date; id: string } | undefined;
}

/** Newest first. */
export async function listAudit(
  db: Db,
  workspaceId: string,
  filter: AuditFilter,
  limit: number,
): Promise<AuditRow[]> {
  return db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.workspaceId, workspaceId), ...conditionsOf(filter)))
    .orderBy(desc(auditLog.at), desc(auditLog.id))
    .limit(limit);
}

function conditionsOf({ who, objects, from, to, after }: AuditFilter) {
  const { actorKind, actorId, action, at, id } = auditLog;
  const older = after && or(lt(at, after.at), and(eq(at, after.at), lt(id, after.id)));
  return [
    who === "system" ? eq(actorKind, "system") : who && eq(sql`${actorId}::text`, who),
    objects && or(...objects.map((object) => like(action, `${object}\\_%`))),
    from && gte(at, from),
    to && lt(at, to),
    older,
  ].filter((one) => one !== undefined && one !== "");
}

/** Everybody who has ever done something here, with the name they had last. */
export async function listActors(db: Db, workspaceId: string) {
  return db
    .selectDistinctOn([auditLog.actorId], {
      id: sql<string>`${auditLog.actorId}::text`,
      kind: auditLog.actorKind,
      name: auditLog.actorName,
    })
    .from(auditLog)
    .where(and(eq(auditLog.workspaceId, workspaceId), isNotNull(auditLog.actorId)))
    .orderBy(auditLog.actorId, desc(auditLog.at));
}
