import { findUser } from "@/db/queries/users";
import { hashPassword, isPassword } from "@/lib/auth/password";
import type { Actor } from "@/lib/domain/audit";
import { AppError } from "@/lib/errors";
import type { ChangePasswordJson } from "@/lib/wire/me";
import type { Core } from "./core";
import { storePassword } from "./store-password";

interface Person {
  userId: string;
  sessionHash: string;
  actor: Actor;
}

/** Needs the present password, if there is one; ends every other session. */
export async function changePassword(
  core: Core,
  { userId, sessionHash, actor }: Person,
  { current, password }: ChangePasswordJson,
  now: Date,
): Promise<{ ended: number }> {
  const user = await findUser(core.db, userId);
  if (!user) throw new AppError("not_found", "There is nobody.");
  const { passwordHash: stored } = user;
  if (stored !== null && !(await isPassword(current ?? "", stored))) {
    throw new AppError("forbidden", "This is not your present password.", { field: "current" });
  }
  const passwordHash = await hashPassword(password);
  const change = { userId, passwordHash, but: sessionHash, address: actor.address };
  return core.db.transaction((tx) =>
    storePassword(core, tx, { ...change, action: "password_changed" }, now),
  );
}
