import { listClientNames } from "@/db/queries/clients";
import { listOpenInvitations, type InvitationRow } from "@/db/queries/invitations";
import { listMembers, type MemberRow } from "@/db/queries/memberships";
import type { InvitationJson, MemberJson, PeopleJson } from "@/lib/wire/people";
import type { Core } from "./core";

interface Asker {
  workspaceId: string;
  userId: string | undefined;
  role: string;
}

/** Everybody of a workspace. Open invitations are shown to administrators only. */
export async function listPeople(
  { db, env }: Pick<Core, "db" | "env">,
  { workspaceId, userId, role }: Asker,
  now: Date,
): Promise<PeopleJson> {
  const [members, open, clients] = await Promise.all([
    listMembers(db, workspaceId),
    role === "admin" ? listOpenInvitations(db, workspaceId) : [],
    listClientNames(db, workspaceId),
  ]);
  return {
    people: members.map((member) => toMemberJson(member, userId)),
    invitations: open.map((one) => toInvitationJson(one, now)),
    clients,
    mailLeaves: env.mail !== undefined,
  };
}

export function toMemberJson(member: MemberRow, userId: string | undefined): MemberJson {
  const { limited, mailsAbout, joinedAt, sees, mails, ...rest } = member;
  return {
    ...rest,
    sees: limited && rest.role !== "admin" ? sees : null,
    mailsOf: mailsAbout === "chosen" ? mails : null,
    joinedAt: joinedAt.toISOString(),
    you: rest.id === userId,
  };
}

export function toInvitationJson(row: InvitationRow, now: Date): InvitationJson {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    clients: row.clientIds,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    expired: row.expiresAt <= now,
  };
}
