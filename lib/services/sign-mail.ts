import type { Receiver } from "@/db/queries/receivers";
import type { NotificationRow } from "@/db/queries/notifications";
import { isAlertAct, type MailAct } from "@/lib/domain/alert/mail-act";
import { signAddresses } from "@/lib/email/links";
import type { Core } from "./core";
import { linkLifeMs, signLink } from "./mail-link";

export interface SignedMail {
  /** Text or HTML as it leaves: addresses of acts work without signing in. */
  words: (kept: string) => string;
  /** Undefined where a mail has no kind that could be ended: a test, or one that comes all the same. */
  unsubscribe: string | undefined;
}

/** A mail for one person. Only what leaves is signed: what the outbox keeps, shows and exports acts for nobody. */
export function signedFor(
  { env }: Pick<Core, "env">,
  { workspaceId, alertId, kind }: NotificationRow,
  person: Receiver | undefined,
  now: Date,
): SignedMail {
  if (!person) return { words: (kept) => kept, unsubscribe: undefined };
  const { userId, role } = person;
  const expiresAt = new Date(now.getTime() + linkLifeMs);
  const token = (act: MailAct, about: string | undefined) =>
    signLink(env.authSecret, { act, workspaceId, userId, alertId: about, expiresAt });
  const ending = endingOf(kind, alertId, person);
  return {
    words: (kept) =>
      signAddresses(kept, env.appUrl, (address) =>
        // Who may only read keeps the app's own address.
        role === "viewer" && isAlertAct(address.act)
          ? undefined
          : `${env.appUrl}/m/${token(address.act, address.alertId)}`,
      ),
    unsubscribe: ending && `${env.appUrl}/api/v1/unsubscribe/${token(ending, undefined)}`,
  };
}

function endingOf(
  kind: string,
  alertId: string | null,
  { receivesMails }: Receiver,
): MailAct | undefined {
  if (kind === "digest") return "digest_never";
  const isAlert = alertId !== null || kind === "summary" || kind === "rest";
  return isAlert && receivesMails ? "alerts_off" : undefined;
}
