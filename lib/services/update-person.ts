import type { Db } from "@/db/client";
import {
  findMembership,
  listMembers,
  lockAdmins,
  markClients,
  updateMembership,
} from "@/db/queries/memberships";
import { type Actor, system } from "@/lib/domain/audit";
import { AppError } from "@/lib/errors";
import type { ChangeMemberJson, MemberJson } from "@/lib/wire/people";
import { audit } from "./audit";
import { isUuid } from "@/lib/domain/is-uuid";
import { toMemberJson } from "./list-people";
import { withdrawInvitationsOf } from "./withdraw-invitations";

/** Role, mails and limits of one member. What is not named stays; setting what is set already changes nothing. */
export async function updatePerson(
  db: Db,
  workspaceId: string,
  userId: string,
  change: ChangeMemberJson,
  now: Date,
  actor: Actor = system,
): Promise<MemberJson> {
  return db.transaction(async (tx: Db) => {
    await requireMember(tx, workspaceId, userId);
    await keepAnAdmin(tx, workspaceId, userId, change.role);
    await updateMembership(tx, workspaceId, userId, {
      ...(change.role !== undefined && { role: change.role }),
      ...(change.receivesMails !== undefined && { receivesMails: change.receivesMails }),
      ...(change.sees !== undefined && { limited: change.sees !== null }),
      ...(change.mailsOf !== undefined && {
        mailsAbout: change.mailsOf === null ? ("all" as const) : ("chosen" as const),
      }),
    });
    await withdrawInvitationsOf(tx, { workspaceId, userId, becomes: change.role }, actor, now);
    if (change.sees) await markClients(tx, workspaceId, userId, "sees", change.sees);
    if (change.mailsOf) await markClients(tx, workspaceId, userId, "mails", change.mailsOf);
    const member = (await listMembers(tx, workspaceId)).find(({ id }) => id === userId);
    if (!member) throw nobody();
    const entry = {
      action: actionOf(change),
      target: { kind: "person", id: userId, name: member.name },
      detail: detailOf(change),
    };
    await audit(tx, workspaceId, actor, entry, now);
    return toMemberJson(member, actor.id);
  });
}

/** A workspace without an administrator could not be mended by anybody in it. */
export async function keepAnAdmin(
  tx: Db,
  workspaceId: string,
  userId: string,
  becomes: string | undefined,
): Promise<void> {
  if (becomes === undefined || becomes === "admin") return;
  const admins = await lockAdmins(tx, workspaceId);
  if (admins.length > 1 || !admins.includes(userId)) return;
  const detail = "This is the last administrator. Make somebody else one first.";
  throw new AppError("conflict", detail, { field: "role" });
}

export async function requireMember(tx: Db, workspaceId: string, userId: string): Promise<void> {
  const member = isUuid(userId) && (await findMembership(tx, workspaceId, userId));
  if (!member) throw nobody();
}

function nobody(): AppError {
  return new AppError("not_found", "There is no such person in this workspace.");
}

function actionOf({ role, sees }: ChangeMemberJson): string {
  if (role !== undefined) return "member_role_changed";
  return sees === undefined ? "member_mails_changed" : "member_clients_changed";
}

function detailOf({ role, receivesMails, sees, mailsOf }: ChangeMemberJson) {
  return {
    ...(role !== undefined && { role }),
    ...(receivesMails !== undefined && { receivesMails }),
    ...(sees !== undefined && { sees }),
    ...(mailsOf !== undefined && { mailsOf }),
  };
}
