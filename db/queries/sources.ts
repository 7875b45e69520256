import { and, asc, eq, inArray, ne, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { alerts, deliveries, due, routes, sourceNumbers, sources, workspaces } from "@/db/schema";

export type SourceRow = typeof sources.$inferSelect;
export type NewSource = typeof sources.$inferInsert;

/** The workspace that an address leads to. The one lookup that starts without a workspace. */
export async function findRoute(db: Db, key: string): Promise<string | undefined> {
  const [row] = await db
    .select({ workspaceId: routes.workspaceId })
    .from(routes)
    .where(eq(routes.key, key));
  return row?.workspaceId;
}

export async function findSource(
  db: Db,
  workspaceId: string,
  id: string,
): Promise<SourceRow | undefined> {
  const [row] = await db
    .select()
    .from(sources)
    .where(and(eq(sources.workspaceId, workspaceId), eq(sources.id, id)));
  return row;
}

export async function listSources(db: Db, workspaceId: string): Promise<SourceRow[]> {
  return db
    .select()
    .from(sources)
    .where(eq(sources.workspaceId, workspaceId))
    .orderBy(asc(sources.createdAt));
}

export async function insertSource(db: Db, row: NewSource): Promise<void> {
  await db.insert(routes).values({ key: sourceRoute(row.id), workspaceId: row.workspaceId });
  await db.insert(sources).values(row);
}

export function sourceRoute(id: string): string {
  return `source:${id}`;
}

/** What the door must know of a workspace to commit its events. */
export async function findWorkspaceRules(db: Db, workspaceId: string) {
  const [row] = await db
    .select({
      zone: workspaces.zone,
      wrappedKey: workspaces.wrappedKey,
      rawRetentionDays: workspaces.rawRetentionDays,
      optOutGraceHours: workspaces.optOutGraceHours,
    })
    .from(workspaces)
    .where(eq(workspaces.id, workspaceId));
  return row;
}

export interface SourceSight {
  handshakeAt?: Date;
  eventAt?: Date;
  noticeAt?: Date;
  refusedAt?: Date;
  refusal?: string;
}

/** What the delivery log learnt of a source since it last wrote. Moments only move forward. */
export async function noteSight(
  db: Db,
  workspaceId: string,
  id: string,
  sight: SourceSight,
): Promise<void> {
  const at = (value: Date | undefined) =>
    value === undefined ? sql`null` : sql`${value.toISOString()}::timestamptz`;
  await db
    .update(sources)
    .set({
      handshakeAt: sql`greatest(${sources.handshakeAt}, ${at(sight.handshakeAt)})`,
      firstEventAt: sql`coalesce(${sources.firstEventAt}, ${at(sight.eventAt)})`,
      lastEventAt: sql`greatest(${sources.lastEventAt}, ${at(sight.eventAt)})`,
      lastNoticeAt: sql`greatest(${sources.lastNoticeAt}, ${at(sight.noticeAt)})`,
      lastRefusedAt: sql`greatest(${sources.lastRefusedAt}, ${at(sight.refusedAt)})`,
      ...(sight.refusal !== undefined && { lastRefusal: sight.refusal }),
    })
    .where(and(eq(sources.workspaceId, workspaceId), eq(sources.id, id)));
}

export async function changeSource(
  db: Db,
  workspaceId: string,
  id: string,
  change: Partial<Omit<NewSource, "workspaceId" | "id">>,
): Promise<void> {
  await db
    .update(sources)
    .set(change)
    .where(and(eq(sources.workspaceId, workspaceId), eq(sources.id, id)));
}

/** What was open about it is over: nobody can see through it any more, and somebody wanted it so. */
export async function removeSource(
  db: Db,
  workspaceId: string,
  id: string,
  now: Date,
): Promise<void> {
  const own = { workspaceId, id };
  await db
    .delete(routes)
    .where(and(eq(routes.workspaceId, workspaceId), eq(routes.key, sourceRoute(id))));
  await db.delete(deliveries).where(ofSource(deliveries, own));
  await db.delete(sourceNumbers).where(ofSource(sourceNumbers, own));
  await db
    .delete(due)
    .where(
      and(
        eq(due.workspaceId, workspaceId),
        inArray(due.kind, ["poll", "watch"]),
        eq(due.targetId, id),
      ),
    );
  await db
    .update(alerts)
    .set({ state: "resolved", resolvedAt: now, resolvedBecause: "source_removed" })
    .where(
      and(
        eq(alerts.workspaceId, workspaceId),
        eq(alerts.targetKind, "source"),
        eq(alerts.targetId, id),
        ne(alerts.state, "resolved"),
      ),
    );
  await db.delete(sources).where(and(eq(sources.workspaceId, workspaceId), eq(sources.id, id)));
}

function ofSource(
  table: typeof deliveries | typeof sourceNumbers,
  { workspaceId, id }: { workspaceId: string; id: string },
) {
  return and(eq(table.workspaceId, workspaceId), eq(table.sourceId, id));
}
