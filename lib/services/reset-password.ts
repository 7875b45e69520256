import type { Db } from "@/db/client";
import { deleteIdentities } from "@/db/queries/identities";
import { findLiveReset } from "@/db/queries/password-resets";
import { findUser } from "@/db/queries/users";
import { hashPassword } from "@/lib/auth/password";
import { hashToken } from "@/lib/auth/token";
import { AppError } from "@/lib/errors";
import type { Core } from "./core";
import { storePassword } from "./store-password";

export async function isLiveReset(db: Db, token: string, now: Date): Promise<boolean> {
  return (await findLiveReset(db, hashToken(token), now)) !== undefined;
}

/**
 * Sets a new password with a mailed link: it works once, within its hour, and ends every session. A sign-in service is
 * linked anew by whoever has the password: somebody else may have linked theirs, and would stay.
 */
export async function resetPassword(
  core: Pick<Core, "db" | "env">,
  { token, password, address }: { token: string; password: string; address: string | undefined },
  now: Date,
): Promise<{ email: string }> {
  const tokenHash = hashToken(token);
  if (!(await findLiveReset(core.db, tokenHash, now))) throw gone();
  const passwordHash = await hashPassword(password);
  return core.db.transaction(async (tx: Db) => {
    const reset = await findLiveReset(tx, tokenHash, now, "locked");
    const user = reset && (await findUser(tx, reset.userId));
    if (!user) throw gone();
    const change = { userId: user.id, passwordHash, but: undefined, address };
    await deleteIdentities(tx, user.id, "google");
    await storePassword(core, tx, { ...change, action: "password_reset" }, now);
    return { email: user.email };
  });
}

function gone(): AppError {
  return new AppError("not_found", "This link was used or is too old. Ask for another one.");
}
