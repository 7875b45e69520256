import { markDue } from "@/db/queries/due";
import { insertNotification } from "@/db/queries/notifications";
import { listFirstSubjects, type Receiver } from "@/db/queries/receivers";
import { night, nightEnd } from "@/lib/domain/alert/night";
import { composeMail, type ComposedMail } from "@/lib/email/compose";
import type { Mail } from "@/lib/email/document";
import { markDemo } from "@/lib/email/templates/marks";
import { newId } from "./new-id";
import type { Telling } from "./story-occasion";

/** One mail for several people, written for each in their own zone and about what they may hear of. */
export interface Posting {
  /** Undefined for mails about no single alert. */
  alertId: string | undefined;
  kind: string;
  /** Tells two mails of one alert and kind apart; the same again is the same mail. */
  occurrence: string;
  /** `firstSubject`: of this person's first mail about the alert; empty when there is none. */
  write: (person: Receiver, firstSubject: string) => Promise<Mail>;
  /** True for all but the first mail of an alert. */
  inThread: boolean;
  /** `night`: never disturbs one; `quiet`: waits only where the person has asked for quiet hours. */
  waits?: "night" | "quiet" | undefined;
}

/** Puts a mail into the outbox for each of these people. Repeating is harmless: the dedupe key is unique. */
export async function writeMails(
  telling: Telling,
  posting: Posting,
  people: readonly Receiver[],
): Promise<number> {
  const { db, workspaceId } = telling;
  const { alertId, inThread } = posting;
  const firsts =
    inThread && alertId !== undefined
      ? await listFirstSubjects(db, workspaceId, alertId)
      : new Map<string, string>();
  let written = 0;
  for (const person of people) {
    const mail = await posting.write(person, firsts.get(person.userId) ?? "");
    const composed = composeMail(person.demo ? markDemo(mail) : mail);
    const known = firsts.has(person.userId);
    if (await writeOne(telling, posting, person, composed, known)) written += 1;
  }
  return written;
}

async function writeOne(
  { core, db, workspaceId, now }: Telling,
  { alertId, kind, occurrence, waits }: Posting,
  person: Receiver,
  mail: ComposedMail,
  answers: boolean,
): Promise<boolean> {
  const { userId, email } = person;
  const id = newId(now);
  const isNew = await insertNotification(db, {
    workspaceId,
    id,
    dedupe: `${alertId ?? workspaceId}:${kind}:${occurrence}:${userId}`,
    alertId: alertId ?? null,
    kind,
    userId,
    recipient: email,
    subject: mail.subject,
    preview: mail.preview,
    text: mail.text,
    html: mail.html,
    picture: mail.picture ? Buffer.from(mail.picture) : null,
    ...threadOf(new URL(core.env.appUrl).hostname, id, alertId, userId, answers),
    state: "queued",
    createdAt: now,
  });
  if (!isNew) return false;
  const at = waits === undefined ? undefined : quietEnd(person, now, waits);
  await markDue(db, { workspaceId, kind: "send", targetId: id }, at ?? now);
  return true;
}

/** The end of the person's quiet hours, while they last. */
function quietEnd(
  { zone, quietFrom, quietUntil }: Receiver,
  now: Date,
  waits: "night" | "quiet",
): Date | undefined {
  const own =
    quietFrom === null || quietUntil === null ? undefined : { from: quietFrom, until: quietUntil };
  const hours = own ?? (waits === "night" ? night : undefined);
  const end = hours && nightEnd(now.getTime(), zone, hours);
  return end === undefined ? undefined : new Date(end);
}

/** The first mail's id is known without looking it up, so that every later mail of the alert can answer it. */
function threadOf(
  host: string,
  id: string,
  alertId: string | undefined,
  userId: string,
  answers: boolean,
): { thread: string | null; messageId: string } {
  const own = `<${id}@${host}>`;
  if (alertId === undefined) return { thread: null, messageId: own };
  const first = `<${alertId}.${userId}@${host}>`;
  return answers ? { thread: first, messageId: own } : { thread: null, messageId: first };
}
