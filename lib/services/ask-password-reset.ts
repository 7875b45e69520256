import { setTimeout as pause } from "node:timers/promises";
import type { Db } from "@/db/client";
import { countResetsSince, insertPasswordReset } from "@/db/queries/password-resets";
import { findFirstMembership, findUserByEmail } from "@/db/queries/users";
import { deriveToken, hashToken } from "@/lib/auth/token";
import { hours } from "@/lib/domain/time";
import { passwordResetMail } from "@/lib/email/templates/account";
import { log } from "@/lib/log";
import { mailedLink, noWorkspace, orderAccountMail } from "./account-mail";
import { audit } from "./audit";
import type { Core } from "./core";
import { newId } from "./new-id";

type ResetCore = Pick<Core, "db" | "env">;

/** How long every answer takes, whatever is found. */
const answerMs = 400;
const mostAnHour = 3;

/** Sends a link to whoever has an account with this address. What the asker sees and waits is the same for everybody. */
export async function askPasswordReset(
  core: ResetCore,
  { email, address }: { email: string; address: string | undefined },
  now: Date,
): Promise<void> {
  const user = await findUserByEmail(core.db, email);
  if (user) {
    void writeReset(core, user, address, now).catch((error: unknown) =>
      log.error("a password reset could not be written", error),
    );
  }
  await pause(answerMs);
}

async function writeReset(
  { db, env }: ResetCore,
  user: { id: string; email: string; name: string },
  address: string | undefined,
  now: Date,
): Promise<void> {
  const id = newId(now);
  await db.transaction(async (tx: Db) => {
    const recently = await countResetsSince(tx, user.id, new Date(now.getTime() - hours(1)));
    if (recently >= mostAnHour) return;
    await insertPasswordReset(tx, {
      tokenHash: hashToken(deriveToken(env.authSecret, "password_reset", id)),
      userId: user.id,
      createdAt: now,
      expiresAt: new Date(now.getTime() + hours(1)),
    });
    const mail = passwordResetMail({
      name: user.name,
      appUrl: env.appUrl,
      link: mailedLink(env, "new-password"),
    });
    const to = { recipient: user.email, userId: user.id };
    const order = { id, workspaceId: noWorkspace, kind: "password_reset", ...to, mail } as const;
    await orderAccountMail(env, tx, order, now);
    const membership = await findFirstMembership(tx, user.id);
    if (!membership) return;
    const actor = {
      kind: "system",
      id: undefined,
      name: "Somebody at the sign-in page",
      address,
    } as const;
    const target = { kind: "person", id: user.id, name: user.name };
    await audit(tx, membership.workspaceId, actor, { action: "password_reset_asked", target }, now);
  });
}
