import type { Db } from "@/db/client";
import { findIdentity, insertIdentity } from "@/db/queries/identities";
import { findFirstMembership, findUser, findUserByEmail, insertUser } from "@/db/queries/users";
import { nameJson } from "@/lib/wire/name";
import { join } from "./accept-invitation";
import { audit } from "./audit";
import type { Core } from "./core";
import { createWorkspace } from "./create-workspace";
import { lookUpInvitation } from "./find-invitation";
import { newId } from "./new-id";

const provider = "google";

/** Who a sign-in service says it is, and what the browser brings along. */
interface Stranger {
  subject: string;
  email: string;
  verified: boolean;
  name: string;
  /** Who is signed in in this browser. */
  userId: string | undefined;
  /** The token of the invitation from whose page they come. */
  invitation: string | undefined;
  address: string | undefined;
}

type Welcome =
  | { userId: string }
  | { refused: "Unverified" | "PasswordFirst" | "LinkedElsewhere" | "NotInvited" };

/**
 * Whose account a sign-in service's person is. An account with a password is never taken over by an equal address: its
 * owner signs in with the password and links the service. A new account needs an invitation or an open installation.
 */
export async function welcomeStranger(
  core: Pick<Core, "db" | "env" | "vault">,
  stranger: Stranger,
  now: Date,
): Promise<Welcome> {
  const { subject, email, verified, userId } = stranger;
  if (!verified) return { refused: "Unverified" };
  const known = await findIdentity(core.db, provider, subject);
  if (known) {
    const other = userId !== undefined && known.userId !== userId;
    return other ? { refused: "LinkedElsewhere" } : { userId: known.userId };
  }
  if (userId !== undefined) return link(core.db, userId, stranger, now);
  if (await findUserByEmail(core.db, email)) return { refused: "PasswordFirst" };
  return makeAccount(core, stranger, now);
}

async function link(db: Db, userId: string, stranger: Stranger, now: Date): Promise<Welcome> {
  const { subject, address } = stranger;
  return db.transaction(async (tx: Db): Promise<Welcome> => {
    const isNew = await insertIdentity(tx, { provider, subject, userId, createdAt: now });
    if (!isNew) return { refused: "LinkedElsewhere" };
    const [user, membership] = [await findUser(tx, userId), await findFirstMembership(tx, userId)];
    if (user && membership) {
      const actor = { kind: "person", id: userId, name: user.name, address } as const;
      const target = { kind: "person", id: userId, name: user.name };
      const entry = { action: "identity_linked", target, detail: { provider } };
      await audit(tx, membership.workspaceId, actor, entry, now);
    }
    return { userId };
  });
}

async function makeAccount(
  { db, env, vault }: Pick<Core, "db" | "env" | "vault">,
  { subject, email, name, invitation, address }: Stranger,
  now: Date,
): Promise<Welcome> {
  const invited =
    invitation === undefined ? undefined : await lookUpInvitation(db, invitation, now);
  const isInvited = invited?.email === email;
  if (!isInvited && env.signUp !== "open") return { refused: "NotInvited" };
  const person = { id: newId(now), email, name: calledBy(name, email) };
  await db.transaction(async (tx: Db) => {
    await insertUser(tx, { ...person, passwordHash: null, createdAt: now });
    await insertIdentity(tx, { provider, subject, userId: person.id, createdAt: now });
    if (invited && isInvited) return join(tx, invited, person, address, now);
    const workspace = { name: person.name, zone: "UTC", adminId: person.id };
    const workspaceId = await createWorkspace(tx, vault, workspace, now);
    const actor = { kind: "person", ...person, address } as const;
    const target = { kind: "workspace", id: workspaceId, name: workspace.name };
    await audit(tx, workspaceId, actor, { action: "workspace_created", target }, now);
  });
  return { userId: person.id };
}

/** The service's word for the person, as far as it may stand here; else the address. */
function calledBy(name: string, email: string): string {
  const parsed = nameJson("Nobody").safeParse(name.slice(0, 80));
  return parsed.success ? parsed.data : email;
}
