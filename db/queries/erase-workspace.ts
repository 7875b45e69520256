import { and, eq, isNull, ne, sql as template } from "drizzle-orm";
import type { Sql } from "postgres";
import type { Db } from "@/db/client";
import { memberships, routes, sessions, sources, workspaces } from "@/db/schema";
import { listEventDays, listWorkspaceTables } from "./workspace-tables";

/** Small steps, so that a delete never holds up the doors. */
const step = 5000;

/**
 * What makes a workspace unreachable at once: its doors, its sessions, its members and its key, without which no code
 * can be traced back to a person any more. The rest goes in steps.
 */
export async function closeWorkspace(tx: Db, workspaceId: string, now: Date): Promise<void> {
  await tx.delete(routes).where(eq(routes.workspaceId, workspaceId));
  await tx.delete(sources).where(eq(sources.workspaceId, workspaceId));
  await tx.delete(memberships).where(eq(memberships.workspaceId, workspaceId));
  await tx
    .update(sessions)
    .set({ revokedAt: now })
    .where(and(eq(sessions.workspaceId, workspaceId), isNull(sessions.revokedAt)));
  await tx
    .update(workspaces)
    .set({ wrappedKey: Buffer.alloc(0), name: "", slug: workspaceId })
    .where(eq(workspaces.id, workspaceId));
}

/** Members who belong to no other workspace, and who would be left without any. */
export async function listMembersOnlyHere(db: Db, workspaceId: string): Promise<string[]> {
  const rows = await db
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(
      and(
        eq(memberships.workspaceId, workspaceId),
        template`not exists (select 1 from memberships o where o.user_id = ${memberships.userId}
          and o.workspace_id <> ${workspaceId})`,
      ),
    );
  return rows.map(({ userId }) => userId);
}

/** Everything that says who a person of the installation is. */
export async function deleteUser(tx: Db, userId: string): Promise<void> {
  await tx.execute(
    template`delete /* a person's own, across workspaces */ from sessions where user_id = ${userId}::uuid`,
  );
  await tx.execute(template`delete from identities where user_id = ${userId}::uuid`);
  await tx.execute(template`delete from password_resets where user_id = ${userId}::uuid`);
  await tx.execute(template`delete from users where id = ${userId}::uuid`);
}

/** True when no workspace but this one is left. */
export async function isLastWorkspace(db: Db, workspaceId: string): Promise<boolean> {
  const rows = await db
    .select({ id: workspaces.id })
    .from(workspaces)
    .where(ne(workspaces.id, workspaceId))
    .limit(1);
  return rows.length === 0;
}

/** The last workspace is gone: the next visitor is asked for a first account again. */
export async function deleteInstallation(tx: Db): Promise<void> {
  await tx.execute(template`delete from installation`);
}

/** Rows of every table that names a workspace, in small steps; returns how many went. The queue itself is kept. */
export async function deleteWorkspaceRows(sql: Sql, workspaceId: string): Promise<number> {
  let gone = 0;
  for (const { name } of await listWorkspaceTables(sql)) {
    if (name === "due") continue;
    const places = name === "events" ? await listEventDays(sql) : [name];
    for (const place of places) gone += await deleteInSteps(sql, place, workspaceId);
  }
  const queued = await sql`
    delete from due where workspace_id = ${workspaceId} and kind <> 'erase'`;
  return gone + queued.count;
}

/** `audit_log` lets go of a row only within a transaction that says which workspace is being erased. */
async function deleteInSteps(sql: Sql, table: string, workspaceId: string): Promise<number> {
  let gone = 0;
  for (;;) {
    const count = await sql.begin(async (tx) => {
      await tx`select set_config('banguard.erasing_workspace', ${workspaceId}, true)`;
      const rows = await tx.unsafe(
        `delete from "${table}" where workspace_id = $1 and ctid = any(array(
           select ctid from "${table}" where workspace_id = $1 limit ${step}))`,
        [workspaceId],
      );
      return rows.count;
    });
    gone += count;
    if (count < step) return gone;
  }
}

/** The last trace: the row itself, and with it the queue's. */
export async function deleteWorkspace(tx: Db, workspaceId: string): Promise<void> {
  await tx.execute(template`delete from due where workspace_id = ${workspaceId}::uuid`);
  await tx.delete(workspaces).where(eq(workspaces.id, workspaceId));
}
