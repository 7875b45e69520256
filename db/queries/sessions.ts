import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { memberships, sessions, users, workspaces } from "@/db/schema";
import type { Reach } from "@/lib/domain/reach";

export type NewSession = typeof sessions.$inferInsert;

export async function insertSession(db: Db, session: NewSession): Promise<void> {
  await db.insert(sessions).values(session);
}

/** Null: everything. An administrator is never limited. */
const seenClients = sql<
  string[] | null
>`case when ${memberships.limited} and ${memberships.role} <> 'admin' then array(
  select mc.client_id::text from member_clients mc
  where mc.workspace_id = ${memberships.workspaceId} and mc.user_id = ${memberships.userId} and mc.sees order by 1) end`;

/** The living session behind a hash, with who and where. A removed member has none. */
export async function findLiveSession(db: Db, idHash: string, now: Date) {
  const [row] = await db
    .select({
      userId: sessions.userId,
      userName: users.name,
      email: users.email,
      workspaceId: sessions.workspaceId,
      workspaceName: workspaces.name,
      zone: workspaces.zone,
      pledgedAt: workspaces.pledgedAt,
      role: memberships.role,
      clients: seenClients,
      expiresAt: sessions.expiresAt,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(workspaces, eq(workspaces.id, sessions.workspaceId))
    .innerJoin(
      memberships,
      and(
        eq(memberships.workspaceId, sessions.workspaceId),
        eq(memberships.userId, sessions.userId),
      ),
    )
    .where(
      and(eq(sessions.idHash, idHash), isNull(sessions.revokedAt), gt(sessions.expiresAt, now)),
    );
  if (!row) return undefined;
  const { clients, ...session } = row;
  const reach: Reach = { workspaceId: session.workspaceId, clients };
  return { ...session, reach };
}
export type LiveSession = NonNullable<Awaited<ReturnType<typeof findLiveSession>>>;

export async function revokeSession(db: Db, idHash: string, now: Date): Promise<void> {
  await db
    .update(sessions)
    .set({ revokedAt: now })
    .where(and(eq(sessions.idHash, idHash), isNull(sessions.revokedAt)));
}
