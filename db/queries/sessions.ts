import { and, desc, eq, gt, isNull, lt, ne, or, sql } from "drizzle-orm";
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
      idHash: sessions.idHash,
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

/** False when the session is not this person's. Membership is the caller's to check, and checked again at every use. */
export async function moveSession(
  db: Db,
  { idHash, userId, workspaceId }: { idHash: string; userId: string; workspaceId: string },
): Promise<boolean> {
  const rows = await db
    .update(sessions)
    .set({ workspaceId })
    .where(
      and(eq(sessions.idHash, idHash), eq(sessions.userId, userId), isNull(sessions.revokedAt)),
    )
    .returning({ idHash: sessions.idHash });
  return rows.length > 0;
}

const living = (userId: string, now: Date) =>
  and(
    sql`/* a person's own, across workspaces */ ${eq(sessions.userId, userId)}`,
    isNull(sessions.revokedAt),
    gt(sessions.expiresAt, now),
  );

/** A person's own living sessions, the newest first. */
export async function listSessionsOf(db: Db, userId: string, now: Date) {
  return db
    .select({
      idHash: sessions.idHash,
      agent: sessions.agent,
      workspace: workspaces.name,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
    })
    .from(sessions)
    .innerJoin(workspaces, eq(workspaces.id, sessions.workspaceId))
    .where(living(userId, now))
    .orderBy(desc(sessions.createdAt));
}

/** Ends one person's sessions: one, all but one, or all. Answers how many were alive. */
export async function revokeSessionsOf(
  db: Db,
  userId: string,
  which: { only?: string; but?: string },
  now: Date,
): Promise<number> {
  const rows = await db
    .update(sessions)
    .set({ revokedAt: now })
    .where(
      and(
        living(userId, now),
        which.only === undefined ? undefined : eq(sessions.idHash, which.only),
        which.but === undefined ? undefined : ne(sessions.idHash, which.but),
      ),
    )
    .returning({ idHash: sessions.idHash });
  return rows.length;
}

/** Who is removed from a workspace has no session left there. */
export async function revokeSessionsIn(
  db: Db,
  workspaceId: string,
  userId: string,
  now: Date,
): Promise<void> {
  await db
    .update(sessions)
    .set({ revokedAt: now })
    .where(
      and(
        eq(sessions.workspaceId, workspaceId),
        eq(sessions.userId, userId),
        isNull(sessions.revokedAt),
      ),
    );
}

/** Written at most every five minutes and session. */
export async function touchSession(db: Db, idHash: string, now: Date): Promise<void> {
  const before = new Date(now.getTime() - 300_000);
  await db
    .update(sessions)
    .set({ lastSeenAt: now })
    .where(
      and(
        eq(sessions.idHash, idHash),
        or(isNull(sessions.lastSeenAt), lt(sessions.lastSeenAt, before)),
      ),
    );
}
