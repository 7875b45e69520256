import { asc, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { installation, memberships, users } from "@/db/schema";

export type NewUser = typeof users.$inferInsert;
export type NewMembership = typeof memberships.$inferInsert;

/** The one lookup by a person's own words; `email` in lower case. */
export async function findUserByEmail(db: Db, email: string) {
  const [row] = await db
    .select({
      id: users.id,
      email: users.email,
      name: users.name,
      passwordHash: users.passwordHash,
    })
    .from(users)
    .where(eq(users.email, email));
  return row;
}

export async function findUser(db: Db, userId: string) {
  const [row] = await db.select().from(users).where(eq(users.id, userId));
  return row;
}

/** What a person may have one of is counted by one of their requests at a time. Until the transaction ends. */
export async function lockUser(tx: Db, userId: string): Promise<void> {
  await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("update");
}

export async function updateUser(
  db: Db,
  userId: string,
  change: Partial<Pick<NewUser, "name" | "zone" | "passwordHash">>,
): Promise<void> {
  if (Object.keys(change).length === 0) return;
  await db.update(users).set(change).where(eq(users.id, userId));
}

export async function insertUser(db: Db, user: NewUser): Promise<void> {
  await db.insert(users).values(user);
}

export async function insertMembership(db: Db, membership: NewMembership): Promise<void> {
  await db.insert(memberships).values(membership);
}

/** The workspace a person signs in to: where they were last, else the one they joined first. */
export async function findFirstMembership(db: Db, userId: string) {
  const [row] = await db
    .select({ workspaceId: memberships.workspaceId, role: memberships.role })
    .from(memberships)
    .where(eq(memberships.userId, userId))
    .orderBy(
      sql`(select max(coalesce(s.last_seen_at, s.created_at)) from sessions s
        where s.user_id = ${memberships.userId} and s.workspace_id = ${memberships.workspaceId}) desc nulls last`,
      asc(memberships.createdAt),
      asc(memberships.workspaceId),
    )
    .limit(1);
  return row;
}

export async function listPeopleOf(db: Db, workspaceId: string) {
  return db
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      role: memberships.role,
      receivesMails: memberships.receivesMails,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(eq(memberships.workspaceId, workspaceId))
    .orderBy(asc(memberships.createdAt), asc(users.email));
}

const installationKey = "banguard";

export async function isInstalled(db: Db): Promise<boolean> {
  const [row] = await db.select({ key: installation.key }).from(installation).limit(1);
  return row !== undefined;
}

/** False when somebody else has set this installation up: one row, one winner. Waits for a rival's transaction. */
export async function claimInstallation(db: Db, now: Date): Promise<boolean> {
  const rows = await db
    .insert(installation)
    .values({ key: installationKey, createdAt: now })
    .onConflictDoNothing()
    .returning({ key: installation.key });
  return rows.length > 0;
}
