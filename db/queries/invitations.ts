import { and, asc, eq, gt, isNotNull, isNull } from "drizzle-orm";
import type { Db } from "@/db/client";
import { invitations } from "@/db/schema";

export type InvitationRow = typeof invitations.$inferSelect;

const open = (workspaceId: string) =>
  and(
    eq(invitations.workspaceId, workspaceId),
    isNull(invitations.acceptedAt),
    isNull(invitations.revokedAt),
  );

export async function insertInvitation(
  db: Db,
  row: typeof invitations.$inferInsert,
): Promise<void> {
  await db.insert(invitations).values(row);
}

/** Neither accepted nor withdrawn; those past their end are among them. */
export async function listOpenInvitations(db: Db, workspaceId: string): Promise<InvitationRow[]> {
  return db.select().from(invitations).where(open(workspaceId)).orderBy(asc(invitations.createdAt));
}

export async function findOpenInvitation(db: Db, workspaceId: string, id: string) {
  const [row] = await db
    .select()
    .from(invitations)
    .where(and(open(workspaceId), eq(invitations.id, id)));
  return row;
}

export async function findInvitationByToken(
  db: Db,
  workspaceId: string,
  tokenHash: string,
  now: Date,
) {
  const [row] = await db
    .select()
    .from(invitations)
    .where(
      and(open(workspaceId), eq(invitations.tokenHash, tokenHash), gt(invitations.expiresAt, now)),
    );
  return row;
}

/** False when it was accepted, withdrawn or renewed meanwhile: each token works once. */
export async function markInvitationAccepted(
  db: Db,
  { workspaceId, id, tokenHash }: InvitationRow,
  now: Date,
): Promise<boolean> {
  const rows = await db
    .update(invitations)
    .set({ acceptedAt: now })
    .where(and(open(workspaceId), eq(invitations.id, id), eq(invitations.tokenHash, tokenHash)))
    .returning({ id: invitations.id });
  return rows.length > 0;
}

export async function markInvitationRevoked(
  db: Db,
  workspaceId: string,
  id: string,
  now: Date,
): Promise<void> {
  await db
    .update(invitations)
    .set({ revokedAt: now })
    .where(and(open(workspaceId), eq(invitations.id, id)));
}

export async function renewInvitation(
  db: Db,
  { workspaceId, id }: InvitationRow,
  { tokenHash, expiresAt }: { tokenHash: string; expiresAt: Date },
): Promise<void> {
  await db
    .update(invitations)
    .set({ tokenHash, expiresAt })
    .where(and(open(workspaceId), eq(invitations.id, id)));
}

export async function wasAccepted(db: Db, workspaceId: string, tokenHash: string) {
  const [row] = await db
    .select({ id: invitations.id })
    .from(invitations)
    .where(
      and(
        eq(invitations.workspaceId, workspaceId),
        eq(invitations.tokenHash, tokenHash),
        isNotNull(invitations.acceptedAt),
      ),
    );
  return row !== undefined;
}
