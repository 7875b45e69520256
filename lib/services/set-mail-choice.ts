import { setMailChoice, setQuietHours, type DigestChoice } from "@/db/queries/mail-choice";
import { planDigestOf } from "@/db/queries/digest-plan";
import { listReceivers, type Receiver } from "@/db/queries/receivers";
import type { QuietHours } from "@/lib/domain/alert/night";
import type { Actor } from "@/lib/domain/audit";
import { clockOf } from "@/lib/domain/clock";
import { nextDigestAt } from "@/lib/domain/digest/period";
import { AppError } from "@/lib/errors";
import { audit } from "./audit";
import type { Core } from "./core";

export interface MailChoice {
  digest?: DigestChoice | undefined;
  receivesMails?: boolean | undefined;
  /** Null: none of one's own. */
  quiet?: QuietHours | null | undefined;
}

/** What a person gets by mail, chosen by themselves. What is not named stays; choosing the same again changes nothing. */
export async function chooseMails(
  { db }: Pick<Core, "db">,
  { workspaceId, userId, actor }: { workspaceId: string; userId: string; actor: Actor },
  choice: MailChoice,
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const before = await requireReceiver(tx, workspaceId, userId);
    const changed = changesOf(before, choice);
    if (Object.keys(changed).length === 0) return;
    await setMailChoice(tx, workspaceId, userId, choice);
    if (choice.quiet !== undefined) await setQuietHours(tx, userId, choice.quiet);
    const digest = choice.digest ?? before.digest;
    if (digest !== "never") {
      const at = nextDigestAt(digest, before.zone, now.getTime());
      await planDigestOf(tx, workspaceId, userId, new Date(at));
    }
    const target = { kind: "person", id: userId, name: before.name };
    const entry = { action: "member_mails_changed", target, detail: changed };
    await audit(tx, workspaceId, actor, entry, now);
  });
}

async function requireReceiver(
  db: Core["db"],
  workspaceId: string,
  userId: string,
): Promise<Receiver> {
  const person = (await listReceivers(db, workspaceId)).find((one) => one.userId === userId);
  if (!person) throw new AppError("not_found", "There is no such person in this workspace.");
  return person;
}

function changesOf(before: Receiver, { digest, receivesMails, quiet }: MailChoice) {
  return {
    ...(digest !== undefined && digest !== before.digest && { digest }),
    ...(receivesMails !== undefined && receivesMails !== before.receivesMails && { receivesMails }),
    ...(quiet !== undefined &&
      quietWords(quiet) !== quietWords(ownQuiet(before)) && {
        quietHours: quietWords(quiet),
      }),
  };
}

function ownQuiet({ quietFrom, quietUntil }: Receiver): QuietHours | null {
  return quietFrom === null || quietUntil === null ? null : { from: quietFrom, until: quietUntil };
}

function quietWords(quiet: QuietHours | null): string {
  return quiet ? `${clockOf(quiet.from)} to ${clockOf(quiet.until)}` : "none";
}
