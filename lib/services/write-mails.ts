import { markDue } from "@/db/queries/due";
import { insertNotification, type Receiver } from "@/db/queries/notifications";
import type { ComposedMail } from "@/lib/email/compose";
import { newId } from "./new-id";
import type { Telling } from "./story-occasion";

/** One mail for several people. */
export interface Posting {
  /** Undefined for mails about no single alert. */
  alertId: string | undefined;
  kind: string;
  /** Tells two mails of one alert and kind apart; the same again is the same mail. */
  occurrence: string;
  mail: ComposedMail;
  /** True for all but the first mail of an alert. */
  inThread: boolean;
}

/** Puts a mail into the outbox for each of these people. Repeating is harmless: the dedupe key is unique. */
export async function writeMails(
  { core, db, workspaceId, now }: Telling,
  { alertId, kind, occurrence, mail, inThread }: Posting,
  people: readonly Pick<Receiver, "userId" | "email">[],
): Promise<number> {
  const host = new URL(core.env.appUrl).hostname;
  const about = alertId ?? workspaceId;
  let written = 0;
  for (const { userId, email } of people) {
    const id = newId(now);
    const isNew = await insertNotification(db, {
      workspaceId,
      id,
      dedupe: `${about}:${kind}:${occurrence}:${userId}`,
      alertId: alertId ?? null,
      kind,
      userId,
      recipient: email,
      subject: mail.subject,
      preview: mail.preview,
      text: mail.text,
      html: mail.html,
      picture: mail.picture ? Buffer.from(mail.picture) : null,
      thread: inThread && alertId !== undefined ? firstMessageId(alertId, userId, host) : null,
      messageId:
        inThread || alertId === undefined
          ? `<${id}@${host}>`
          : firstMessageId(alertId, userId, host),
      state: "queued",
      createdAt: now,
    });
    if (!isNew) continue;
    await markDue(db, { workspaceId, kind: "send", targetId: id }, now);
    written += 1;
  }
  return written;
}

/** Known without looking it up, so that every later mail of the alert can answer it. */
function firstMessageId(alertId: string, userId: string, host: string): string {
  return `<${alertId}.${userId}@${host}>`;
}
