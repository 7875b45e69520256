import { finishDue, markDue, type Claim } from "@/db/queries/due";
import { takePlace } from "@/db/queries/mail-limit";
import { findNotification, noteSending, type NotificationRow } from "@/db/queries/notifications";
import { listReceivers, type Receiver } from "@/db/queries/receivers";
import { hours, minutes } from "@/lib/domain/time";
import { makeMailer, type Mailer, type Posting } from "@/lib/email/mailer";
import { log } from "@/lib/log";
import { withToken } from "./account-mail";
import type { Core } from "./core";
import { signedFor } from "./sign-mail";
import { mostMailsAnHour, restAfterMs } from "./tell-waiting";

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
  const person = await findAddressee(core, row);
  const refused = whyNotSent(row, mailer, person);
  if (refused || !mailer) {
    const { attempts } = row;
    await noteSending(core.db, workspaceId, row.id, { ...unsent, attempts, ...refused });
    return finishDue(core.db, claim, undefined);
  }
  if (!(await hasItsPlace(core, row, now))) return holdBack(core, claim, row, now);
  const posting = await mailer.send(toLetter(core, row, person, now));
  const { result, next } = after(row, posting, now);
  await noteSending(core.db, workspaceId, row.id, result);
  await finishDue(core.db, claim, next);
  if (!posting.sent) {
    const { reason, permanent } = posting;
    log.warn("mail not sent", { workspaceId, notification: row.id, reason, permanent });
  }
}

const unsent = { lastError: null, sentAt: null, state: "kept" as const };

async function findAddressee(
  core: Core,
  { workspaceId, userId }: NotificationRow,
): Promise<Receiver | undefined> {
  if (userId === null) return undefined;
  return (await listReceivers(core.db, workspaceId)).find((one) => one.userId === userId);
}

/** Mails that tell of numbers: to members only, limited by the hour, and ended by one press. */
function tellsOfNumbers({ alertId, kind }: NotificationRow): boolean {
  return alertId !== null || kind === "summary" || kind === "rest" || kind === "digest";
}

function whyNotSent(
  row: NotificationRow,
  mailer: Mailer | undefined,
  person: Receiver | undefined,
): { state: "kept" | "failed"; lastError: string | null } | undefined {
  if (!mailer) return { state: "kept", lastError: null };
  // What is made up goes to nobody, not even to who looks at it.
  if (person?.demo && tellsOfNumbers(row)) return { state: "kept", lastError: null };
  return tellsOfNumbers(row) && !person
    ? { state: "failed", lastError: "no longer a member" }
    : undefined;
}

/** Digests come by the clock and are not counted; the summary of the rest has the last place of the hour. */
async function hasItsPlace(core: Core, row: NotificationRow, now: Date): Promise<boolean> {
  const { workspaceId, id, userId, kind } = row;
  if (userId === null || kind === "digest" || !tellsOfNumbers(row)) return true;
  const most = kind === "rest" ? mostMailsAnHour : mostMailsAnHour - 1;
  return takePlace(core.db, { workspaceId, id, userId }, most, now);
}

/** Beyond the limit of the hour: told with the others of its kind, in one summary. */
async function holdBack(core: Core, claim: Claim, row: NotificationRow, now: Date): Promise<void> {
  const { workspaceId, id, userId, kind, attempts } = row;
  const later = new Date(now.getTime() + restAfterMs);
  if (kind === "rest" || userId === null) return finishDue(core.db, claim, later);
  await core.db.transaction(async (db) => {
    await noteSending(db, workspaceId, id, { ...unsent, attempts, state: "held" });
    await markDue(db, { workspaceId, kind: "tell", targetId: userId }, later);
    await finishDue(db, claim, undefined);
  });
}

function toLetter(core: Core, row: NotificationRow, person: Receiver | undefined, now: Date) {
  const signed = signedFor(core, row, person, now);
  const { text, html } = withToken(core.env, row);
  return {
    to: row.recipient,
    subject: row.subject,
    text: signed.words(text),
    html: signed.words(html),
    picture: row.picture ?? undefined,
    messageId: row.messageId,
    thread: row.thread ?? undefined,
    unsubscribe: signed.unsubscribe,
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
