import type { Db } from "@/db/client";
import { markDue } from "@/db/queries/due";
import { deleteMailsBefore, insertNotification } from "@/db/queries/notifications";
import { deriveToken } from "@/lib/auth/token";
import { days } from "@/lib/domain/time";
import { composeMail } from "@/lib/email/compose";
import type { Mail } from "@/lib/email/document";
import type { Env } from "@/lib/env";

/** Mails about an account belong to no workspace, and stand in nobody's outbox. */
export const noWorkspace = "00000000-0000-0000-0000-000000000000";

export type AccountMailKind =
  | "invitation"
  | "password_reset"
  | "password_changed"
  | "confirm_address"
  | "known_address";

/** Stands in the outbox where the mail itself has the token of its link. */
const unsaid = "the-link-stands-in-the-mail-only";

interface Order {
  id: string;
  workspaceId: string;
  kind: AccountMailKind;
  recipient: string;
  userId: string | null;
  mail: Mail;
}

/** Where a mail's link leads; without a token as the outbox keeps it. */
export function mailedLink(
  env: Pick<Env, "appUrl">,
  page: "invitation" | "new-password" | "sign-up",
  token = unsaid,
): string {
  return `${env.appUrl}/${page}/${token}`;
}

/** Puts one mail into the outbox, in the transaction that decided it. */
export async function orderAccountMail(
  env: Pick<Env, "appUrl">,
  tx: Db,
  { id, workspaceId, kind, recipient, userId, mail }: Order,
  now: Date,
): Promise<void> {
  const { subject, preview, text, html } = composeMail(mail);
  await insertNotification(tx, {
    workspaceId,
    id,
    dedupe: `${kind}:${id}`,
    alertId: null,
    kind,
    userId,
    recipient,
    subject,
    preview,
    text,
    html,
    picture: null,
    thread: null,
    messageId: `<${id}@${new URL(env.appUrl).hostname}>`,
    state: "queued",
    createdAt: now,
  });
  await markDue(tx, { workspaceId, kind: "send", targetId: id }, now);
  // No workspace's retention reaches them.
  const before = new Date(now.getTime() - days(30));
  if (workspaceId === noWorkspace) await deleteMailsBefore(tx, workspaceId, before);
}

export function tokenOf(
  env: Pick<Env, "authSecret">,
  mail: { kind: string; id: string; recipient: string; createdAt: Date },
): string {
  if (mail.kind !== "confirm_address") return deriveToken(env.authSecret, mail.kind, mail.id);
  return addressToken(env, mail.recipient, mail.createdAt);
}

/** Proves by itself that somebody reads the mails of an address: nothing is stored for strangers. */
export function addressToken(env: Pick<Env, "authSecret">, email: string, at: Date): string {
  const said = `${Buffer.from(email).toString("base64url")}.${at.getTime()}`;
  return `${said}.${deriveToken(env.authSecret, "confirm_address", said)}`;
}

/** The mail as it leaves: with its token. Called at sending and nowhere else. */
export function withToken<T extends { text: string; html: string }>(
  env: Pick<Env, "authSecret">,
  row: T & { kind: string; id: string; recipient: string; createdAt: Date },
): { text: string; html: string } {
  if (!row.text.includes(unsaid)) return { text: row.text, html: row.html };
  const token = tokenOf(env, row);
  return {
    text: row.text.replaceAll(unsaid, token),
    html: row.html.replaceAll(unsaid, token),
  };
}
