import { and, asc, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { memberClients, memberships, users, workspaces } from "@/db/schema";

/** A person's own workspaces, in the order of joining. */
export async function listMembershipsOf(db: Db, userId: string) {
  return db
    .select({
      workspaceId: memberships.workspaceId,
      name: workspaces.name,
      role: memberships.role,
    })
    .from(memberships)
    .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
    .where(eq(memberships.userId, userId))
    .orderBy(asc(memberships.createdAt), asc(memberships.workspaceId));
}

export async function findMembership(db: Db, workspaceId: string, userId: string) {
  const [row] = await db
    .select()
    .from(memberships)
    .where(and(eq(memberships.workspaceId, workspaceId), eq(memberships.userId, userId)));
  return row;
}

/** Everybody of a workspace, with the clients they see and get mails about. */
export async function listMembers(db: Db, workspaceId: string) {
  const marked = (column: "sees" | "mails") => sql<string[]>`array(
    select mc.client_id::text from member_clients mc
    where mc.workspace_id = ${memberships.workspaceId} and mc.user_id = ${memberships.userId} and mc.${sql.raw(column)} order by 1)`;
  return db
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      role: memberships.role,
      receivesMails: memberships.receivesMails,
      mailsAbout: memberships.mailsAbout,
      limited: memberships.limited,
      joinedAt: memberships.createdAt,
      sees: marked("sees"),
      mails: marked("mails"),
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(eq(memberships.workspaceId, workspaceId))
    .orderBy(asc(memberships.createdAt), asc(users.email));
}
export type MemberRow = Awaited<ReturnType<typeof listMembers>>[number];

/** Holds the workspace's administrators still until the transaction ends, so that two cannot remove each other at once. */
export async function lockAdmins(db: Db, workspaceId: string): Promise<string[]> {
  const rows = await db
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(and(eq(memberships.workspaceId, workspaceId), eq(memberships.role, "admin")))
    .for("update");
  return rows.map(({ userId }) => userId);
}

export async function updateMembership(
  db: Db,
  workspaceId: string,
  userId: string,
  change: Partial<
    Pick<typeof memberships.$inferInsert, "role" | "receivesMails" | "mailsAbout" | "limited">
  >,
): Promise<void> {
  if (Object.keys(change).length === 0) return;
  await db
    .update(memberships)
    .set(change)
    .where(and(eq(memberships.workspaceId, workspaceId), eq(memberships.userId, userId)));
}

export async function deleteMembership(db: Db, workspaceId: string, userId: string): Promise<void> {
  await db
    .delete(memberClients)
    .where(and(eq(memberClients.workspaceId, workspaceId), eq(memberClients.userId, userId)));
  await db
    .delete(memberships)
    .where(and(eq(memberships.workspaceId, workspaceId), eq(memberships.userId, userId)));
}

/** Marks exactly these clients for one member; ids that are no clients of the workspace mark nothing. */
export async function markClients(
  db: Db,
  workspaceId: string,
  userId: string,
  column: "sees" | "mails",
  clientIds: readonly string[],
): Promise<void> {
  const ids = sql`${`{${clientIds.join(",")}}`}::uuid[]`;
  const mark = sql.raw(column);
  await db.execute(sql`
    insert into member_clients (workspace_id, user_id, client_id, ${mark})
    select c.workspace_id, ${userId}::uuid, c.id, true from clients c
    where c.workspace_id = ${workspaceId}::uuid and c.id = any(${ids})
    on conflict (workspace_id, user_id, client_id) do update set ${mark} = true`);
  await db.execute(sql`
    update member_clients set ${mark} = false
    where workspace_id = ${workspaceId}::uuid and user_id = ${userId}::uuid and not client_id = any(${ids})`);
}
