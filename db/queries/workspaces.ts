import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "@/db/client";
import { routes, workspaces } from "@/db/schema";
import type { Retention } from "@/lib/domain/retention";

export type NewWorkspace = typeof workspaces.$inferInsert;

export async function insertWorkspace(db: Db, workspace: NewWorkspace): Promise<void> {
  await db.insert(workspaces).values(workspace);
}

export async function findWorkspace(db: Db, workspaceId: string) {
  const [row] = await db
    .select({
      id: workspaces.id,
      slug: workspaces.slug,
      name: workspaces.name,
      zone: workspaces.zone,
      optOutGraceHours: workspaces.optOutGraceHours,
      rawRetentionDays: workspaces.rawRetentionDays,
      zoneSince: workspaces.zoneSince,
      pledgedAt: workspaces.pledgedAt,
      createdAt: workspaces.createdAt,
    })
    .from(workspaces)
    .where(eq(workspaces.id, workspaceId));
  return row;
}

export async function updateWorkspaceRow(
  db: Db,
  workspaceId: string,
  change: Partial<Pick<NewWorkspace, "name" | "zone" | "zoneSince" | "optOutGraceHours">>,
): Promise<void> {
  await db.update(workspaces).set(change).where(eq(workspaces.id, workspaceId));
}

/** Only the first "That is us" counts: true for that one. */
export async function setPledged(db: Db, workspaceId: string, now: Date): Promise<boolean> {
  const rows = await db
    .update(workspaces)
    .set({ pledgedAt: now })
    .where(and(eq(workspaces.id, workspaceId), isNull(workspaces.pledgedAt)))
    .returning({ id: workspaces.id });
  return rows.length > 0;
}

export type RouteKey = `source:${string}` | `api_key:${string}` | `invitation:${string}`;

export async function insertRoute(db: Db, key: RouteKey, workspaceId: string): Promise<void> {
  await db.insert(routes).values({ key, workspaceId });
}

/** The only lookup that starts without a workspace. */
export async function findRoute(db: Db, key: RouteKey) {
  const [row] = await db
    .select({ workspaceId: routes.workspaceId })
    .from(routes)
    .where(eq(routes.key, key));
  return row;
}

export async function deleteRoute(db: Db, workspaceId: string, key: RouteKey): Promise<void> {
  await db.delete(routes).where(and(eq(routes.workspaceId, workspaceId), eq(routes.key, key)));
}

/** The workspace with this slug; without one, the only workspace there is. For commands run by the operator. */
export async function findWorkspaceBySlug(
  db: Db,
  slug: string | undefined,
): Promise<string | undefined> {
  const rows = await db
    .select({ id: workspaces.id })
    .from(workspaces)
    .where(slug === undefined ? undefined : eq(workspaces.slug, slug))
    .limit(2);
  return rows.length === 1 ? rows[0]?.id : undefined;
}

/** How many days the workspace keeps what, in the words of `lib/domain/retention`. */
export async function findRetention(db: Db, workspaceId: string): Promise<Retention | undefined> {
  const [row] = await db
    .select({
      rawDays: workspaces.rawRetentionDays,
      rollupDays: workspaces.rollupRetentionDays,
      deliveryLogDays: workspaces.deliveryLogDays,
    })
    .from(workspaces)
    .where(eq(workspaces.id, workspaceId));
  return row;
}

export async function setRetention(db: Db, workspaceId: string, days: Retention): Promise<void> {
  const { rawDays, rollupDays, deliveryLogDays } = days;
  await db
    .update(workspaces)
    .set({ rawRetentionDays: rawDays, rollupRetentionDays: rollupDays, deliveryLogDays })
    .where(eq(workspaces.id, workspaceId));
}
