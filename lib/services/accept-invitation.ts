import type { Db } from "@/db/client";
import { markInvitationAccepted, type InvitationRow } from "@/db/queries/invitations";
import { findMembership, markClients } from "@/db/queries/memberships";
import { findUser, findUserByEmail, insertMembership, insertUser } from "@/db/queries/users";
import { deleteRoute } from "@/db/queries/workspaces";
import { hashPassword, isPassword } from "@/lib/auth/password";
import { AppError } from "@/lib/errors";
import { passwordJson, personNameJson } from "@/lib/wire/me";
import type { AcceptInvitationJson } from "@/lib/wire/people";
import { audit } from "./audit";
import { lookUpInvitation } from "./find-invitation";
import { newId } from "./new-id";

interface Joining {
  id: string;
  email: string;
  name: string;
  /** Set for a person who is not there yet. */
  passwordHash?: string;
}

/**
 * Joins the workspace as who is signed in; else, with a password, as the person of the invited address, who is made when
 * there is none. Each link works once.
 */
export async function acceptInvitation(
  db: Db,
  { token, name, password }: AcceptInvitationJson,
  signedIn: { userId: string; address: string | undefined } | { address: string | undefined },
  now: Date,
): Promise<{ workspaceId: string; email: string }> {
  const row = await lookUpInvitation(db, token, now);
  if (!row) throw gone();
  const person =
    "userId" in signedIn && password === undefined
      ? await knownPerson(db, signedIn.userId)
      : await personOf(db, row, name, password, now);
  await db.transaction(async (tx: Db) => {
    await join(tx, row, person, signedIn.address, now);
  });
  return { workspaceId: row.workspaceId, email: person.email };
}

/** Also for people whose address a sign-in service has verified. Called inside a transaction. */
export async function join(
  tx: Db,
  row: InvitationRow,
  person: Joining,
  address: string | undefined,
  now: Date,
): Promise<void> {
  const { workspaceId, id, role, clientIds, email } = row;
  if (!(await markInvitationAccepted(tx, row, now))) throw gone();
  await deleteRoute(tx, workspaceId, `invitation:${row.tokenHash}`);
  if (person.passwordHash !== undefined) {
    const { passwordHash, ...user } = person;
    await insertUser(tx, { ...user, passwordHash, createdAt: now });
  }
  if (await findMembership(tx, workspaceId, person.id)) {
    throw new AppError("conflict", "You belong to this workspace already.");
  }
  const limited = clientIds !== null;
  await insertMembership(tx, { workspaceId, userId: person.id, role, limited, createdAt: now });
  if (clientIds) await markClients(tx, workspaceId, person.id, "sees", clientIds);
  const actor = { kind: "person", id: person.id, name: person.name, address } as const;
  const target = { kind: "invitation", id, name: email };
  const detail = { role, as: person.email };
  await audit(tx, workspaceId, actor, { action: "invitation_accepted", target, detail }, now);
}

async function knownPerson(db: Db, userId: string): Promise<Joining> {
  const user = await findUser(db, userId);
  if (!user) throw gone();
  return { id: user.id, email: user.email, name: user.name };
}

async function personOf(
  db: Db,
  { email }: InvitationRow,
  name: string | undefined,
  password: string | undefined,
  now: Date,
): Promise<Joining> {
  const user = await findUserByEmail(db, email);
  if (user) {
    if (await isPassword(password ?? "", user.passwordHash ?? undefined))
      return { id: user.id, email: user.email, name: user.name };
    throw new AppError("unauthorized", "The password is wrong.", { field: "password" });
  }
  const chosen = checked("password", passwordJson.safeParse(password ?? ""));
  const called = checked("name", personNameJson.safeParse(name ?? ""));
  return { id: newId(now), email, name: called, passwordHash: await hashPassword(chosen) };
}

function checked(
  field: string,
  parsed:
    | { success: true; data: string }
    | { success: false; error: { issues: { message: string }[] } },
): string {
  if (parsed.success) return parsed.data;
  throw new AppError("bad_request", parsed.error.issues[0]?.message ?? "", { field });
}

function gone(): AppError {
  return new AppError(
    "not_found",
    "This invitation was used, withdrawn or is too old. Ask for another one.",
  );
}
