import type { Db } from "@/db/client";
import { useUpResets } from "@/db/queries/password-resets";
import { revokeSessionsOf } from "@/db/queries/sessions";
import { findFirstMembership, findUser, updateUser } from "@/db/queries/users";
import { findWorkspace } from "@/db/queries/workspaces";
import { passwordChangedMail } from "@/lib/email/templates/account";
import { AppError } from "@/lib/errors";
import { noWorkspace, orderAccountMail } from "./account-mail";
import { audit } from "./audit";
import type { Core } from "./core";
import { newId } from "./new-id";

interface NewPassword {
  userId: string;
  passwordHash: string;
  /** The session that stays; undefined: all end. */
  but: string | undefined;
  action: "password_changed" | "password_reset";
  address: string | undefined;
}

/** A new password ends sessions and open links, and the person is told by mail. Called inside a transaction. */
export async function storePassword(
  { env }: Pick<Core, "env">,
  tx: Db,
  { userId, passwordHash, but, action, address }: NewPassword,
  now: Date,
): Promise<{ ended: number }> {
  const user = await findUser(tx, userId);
  if (!user) throw new AppError("not_found", "There is nobody.");
  await updateUser(tx, userId, { passwordHash });
  await useUpResets(tx, userId, now);
  const ended = await revokeSessionsOf(tx, userId, but === undefined ? {} : { but }, now);
  const membership = await findFirstMembership(tx, userId);
  const workspace = membership && (await findWorkspace(tx, membership.workspaceId));
  const mail = passwordChangedMail({
    name: user.name,
    at: now.getTime(),
    zone: user.zone ?? workspace?.zone ?? "UTC",
    appUrl: env.appUrl,
  });
  const order = {
    id: newId(now),
    workspaceId: noWorkspace,
    kind: "password_changed",
    recipient: user.email,
    userId,
    mail,
  } as const;
  await orderAccountMail(env, tx, order, now);
  if (membership) {
    const actor = { kind: "person", id: userId, name: user.name, address } as const;
    const target = { kind: "person", id: userId, name: user.name };
    await audit(tx, membership.workspaceId, actor, { action, target, detail: { ended } }, now);
  }
  return { ended };
}
