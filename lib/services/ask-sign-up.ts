import { setTimeout as pause } from "node:timers/promises";
import type { Db } from "@/db/client";
import { findUserByEmail } from "@/db/queries/users";
import { confirmAddressMail, knownAddressMail } from "@/lib/email/templates/account";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { mailedLink, noWorkspace, orderAccountMail } from "./account-mail";
import type { Core } from "./core";
import { newId } from "./new-id";

const answerMs = 400;

/** Sends a link to an address that wants an account; whether it has one already is said in the mail only. */
export async function askSignUp(
  { db, env }: Pick<Core, "db" | "env">,
  email: string,
  now: Date,
): Promise<void> {
  if (env.signUp !== "open") throw closed();
  const user = await findUserByEmail(db, email);
  const id = newId(now);
  const order = user
    ? ({ kind: "known_address", userId: user.id, mail: knownAddressMail(env) } as const)
    : ({
        kind: "confirm_address",
        userId: null,
        mail: confirmAddressMail({ appUrl: env.appUrl, link: mailedLink(env, "sign-up") }),
      } as const);
  const whole = { id, workspaceId: noWorkspace, recipient: email, ...order };
  void db
    .transaction((tx: Db) => orderAccountMail(env, tx, whole, now))
    .catch((error: unknown) => log.error("a sign-up mail could not be written", error));
  await pause(answerMs);
}

export function closed(): AppError {
  return new AppError("not_found", "Accounts are made by invitation here.");
}
