import type { Db } from "@/db/client";
import { findUserByEmail, insertUser } from "@/db/queries/users";
import { hashPassword } from "@/lib/auth/password";
import { deriveToken, isSameToken } from "@/lib/auth/token";
import { days } from "@/lib/domain/time";
import type { Env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { SignUpJson } from "@/lib/wire/sign-up";
import { closed } from "./ask-sign-up";
import { audit } from "./audit";
import type { Core } from "./core";
import { createWorkspace } from "./create-workspace";
import { newId } from "./new-id";

/** The address that a mailed token proves; undefined when it is not ours or older than a day. */
export function readAddressToken(
  env: Pick<Env, "authSecret">,
  token: string,
  now: Date,
): string | undefined {
  const [email = "", at = "", proof = ""] = token.split(".");
  if (!isSameToken(proof, deriveToken(env.authSecret, "confirm_address", `${email}.${at}`)))
    return undefined;
  const age = now.getTime() - Number(at);
  return age >= 0 && age <= days(1) ? Buffer.from(email, "base64url").toString() : undefined;
}

/** An account with a workspace of its own, where the installation is open to everybody. */
export async function signUp(
  { db, env, vault }: Pick<Core, "db" | "env" | "vault">,
  wanted: SignUpJson,
  address: string | undefined,
  now: Date,
): Promise<{ email: string }> {
  if (env.signUp !== "open") throw closed();
  const email = env.mail ? readAddressToken(env, wanted.token ?? "", now) : wanted.email;
  if (email === undefined) throw stale(env.mail !== undefined);
  const passwordHash = await hashPassword(wanted.password);
  const person = { id: newId(now), email, name: wanted.name };
  return db.transaction(async (tx: Db) => {
    if (await findUserByEmail(tx, email)) {
      const detail = "There is an account with this address. Sign in instead.";
      throw new AppError("conflict", detail, { field: "email" });
    }
    await insertUser(tx, { ...person, passwordHash, createdAt: now });
    const { workspace: name, zone } = wanted;
    const workspaceId = await createWorkspace(tx, vault, { name, zone, adminId: person.id }, now);
    const actor = { kind: "person", ...person, address } as const;
    const target = { kind: "workspace", id: workspaceId, name };
    await audit(tx, workspaceId, actor, { action: "workspace_created", target }, now);
    return { email };
  });
}

function stale(mailed: boolean): AppError {
  return mailed
    ? new AppError("not_found", "This link is too old or not whole. Ask for another one.")
    : new AppError("bad_request", "This is not a mail address.", { field: "email" });
}
