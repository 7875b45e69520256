import { finishDue, type Claim } from "@/db/queries/due";
import { findNotification, noteSending, type NotificationRow } from "@/db/queries/notifications";
import { hours, minutes } from "@/lib/domain/time";
import { makeMailer, type Mailer, type Posting } from "@/lib/email/mailer";
import { log } from "@/lib/log";
import type { Core } from "./core";

/** How long after the n-th attempt the next one comes; the last step repeats. */
const backoff = [minutes(1), minutes(5), minutes(15), hours(1)];
const giveUpAfter = hours(24);

export interface Sender {
  send(claim: Claim, now: Date): Promise<void>;
  close(): void;
}

/** Made once per worker, because it keeps its connections. Without SMTP_URL mails stay in the outbox. */
export function makeSender(core: Core): Sender {
  const mailer = core.env.mail && makeMailer(core.env.mail);
  return {
    send: (claim, now) => sendNotification(core, mailer, claim, now),
    close: () => mailer?.close(),
  };
}

/**
 * Sends one mail of the outbox. No transaction is open meanwhile. Dying between the server's yes and our note sends it
 * twice, under the same Message-ID, by which mailboxes and people recognise it.
 */
export async function sendNotification(
  core: Core,
  mailer: Mailer | undefined,
  claim: Claim,
  now: Date,
): Promise<void> {
  const { workspaceId, targetId } = claim;
  const row = await findNotification(core.db, workspaceId, targetId);
  if (!row || row.state !== "queued") return finishDue(core.db, claim, undefined);
  if (!mailer) {
    const { attempts } = row;
    await noteSending(core.db, workspaceId, row.id, { ...unsent, attempts, state: "kept" });
    return finishDue(core.db, claim, undefined);
  }
  const posting = await mailer.send(toLetter(row));
  const { result, next } = after(row, posting, now);
  await noteSending(core.db, workspaceId, row.id, result);
  await finishDue(core.db, claim, next);
  if (!posting.sent) {
    const { reason, permanent } = posting;
    log.warn("mail not sent", { workspaceId, notification: row.id, reason, permanent });
  }
}

const unsent = { lastError: null, sentAt: null };

function toLetter(row: NotificationRow) {
  return {
    to: row.recipient,
    subject: row.subject,
    text: row.text,
    html: row.html,
    picture: row.picture ?? undefined,
    messageId: row.messageId,
    thread: row.thread ?? undefined,
  };
}

/** What the outbox says afterwards, and when to try again. */
function after(row: NotificationRow, posting: Posting, now: Date) {
  const attempts = row.attempts + 1;
  if (posting.sent) {
    return {
      result: { state: "sent" as const, attempts, lastError: null, sentAt: now },
      next: undefined,
    };
  }
  const { reason: lastError, permanent } = posting;
  const next = new Date(now.getTime() + (backoff[attempts - 1] ?? hours(1)));
  const over = permanent || next.getTime() - row.createdAt.getTime() > giveUpAfter;
  return over
    ? { result: { state: "failed" as const, attempts, lastError, sentAt: null }, next: undefined }
    : { result: { state: "queued" as const, attempts, lastError, sentAt: null }, next };
}
