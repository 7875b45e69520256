import { findAlertWithin, type AlertRow } from "@/db/queries/alerts";
import { findMuteEnd } from "@/db/queries/mutes";
import { listReceivers, type Receiver } from "@/db/queries/receivers";
import { findWorkspaceName } from "@/db/queries/stories";
import { isAlertAct, type AlertAct, type MailAct } from "@/lib/domain/alert/mail-act";
import type { Actor } from "@/lib/domain/audit";
import { momentWords } from "@/lib/domain/portfolio/moments";
import { days } from "@/lib/domain/time";
import { acknowledgeAlert } from "./acknowledge-alert";
import type { Core } from "./core";
import { expectAlert } from "./expect-alert";
import { readLink } from "./mail-link";
import { muteTarget } from "./mute-target";
import { chooseMails } from "./set-mail-choice";

/** What a link in a mail would do now, and for whom. */
export interface MailLinkView {
  act: MailAct;
  person: { name: string; email: string };
  workspace: string;
  alert: { id: string; title: string; state: AlertRow["state"] } | null;
  /** Pressing would change nothing any more. */
  done: boolean;
  /** Nobody else gets alert mails of this workspace. */
  lastReceiver: boolean;
  /** When the mute of what the alert is about ends, in the person's own clock. */
  mutedUntil: string | null;
}

interface OpenedLink {
  act: MailAct;
  workspaceId: string;
  person: Receiver;
  people: readonly Receiver[];
  alert: AlertRow | undefined;
}

/** Undefined for a link that is forged, too old, or of somebody who may no longer do it: nobody learns which. Changes nothing. */
export async function viewMailLink(
  core: Core,
  token: string,
  now: Date,
): Promise<MailLinkView | undefined> {
  const link = await openLink(core, token, now);
  if (!link) return undefined;
  const { act, workspaceId, person, people, alert } = link;
  const workspace = await findWorkspaceName(core.db, workspaceId);
  const target = alert && { kind: alert.targetKind, id: alert.targetId };
  const mutedUntil = target && (await findMuteEnd(core.db, workspaceId, target, now));
  return {
    act,
    person: { name: person.name, email: person.email },
    workspace: workspace?.name ?? "",
    alert: alert ? { id: alert.id, title: alert.title, state: alert.state } : null,
    done: isDone(link, mutedUntil, now),
    lastReceiver: !people.some((one) => one.receivesMails && one.userId !== person.userId),
    mutedUntil: mutedUntil ? momentWords(mutedUntil.getTime(), person.zone, now.getTime()) : null,
  };
}

/** Does what the link says, as the person it was sent to. False for a link that works no longer; repeating is harmless. */
export async function actFromMail(
  core: Core,
  token: string,
  text: string | undefined,
  now: Date,
): Promise<boolean> {
  const link = await openLink(core, token, now);
  if (!link) return false;
  const { act, workspaceId, person, alert } = link;
  const actor: Actor = {
    kind: "person",
    id: person.userId,
    name: person.name,
    address: "from a mail",
  };
  if (isAlertAct(act)) {
    if (alert) await actOnAlert(core, act, { link, actor, alert }, text, now);
    return true;
  }
  const choice = choices[act];
  await chooseMails(core, { workspaceId, userId: person.userId, actor }, choice, now);
  return true;
}

const choices = {
  digest_weekly: { digest: "weekly" },
  digest_daily: { digest: "daily" },
  digest_never: { digest: "never" },
  alerts_off: { receivesMails: false },
} as const;

async function actOnAlert(
  core: Core,
  act: AlertAct,
  { link, actor, alert }: { link: OpenedLink; actor: Actor; alert: AlertRow },
  text: string | undefined,
  now: Date,
): Promise<void> {
  const { reach, userId } = link.person;
  const action = { reach, alertId: alert.id, userId, actor };
  if (act === "on_it") await acknowledgeAlert(core, action, now);
  else if (act !== "expected") await muteTarget(core, action, { days: muteDays[act] }, now);
  else if (text !== undefined) await expectAlert(core, action, text, now);
}

const muteDays = { mute_1: 1, mute_7: 7 } as const;

async function openLink(core: Core, token: string, now: Date): Promise<OpenedLink | undefined> {
  const link = readLink(core.env.authSecret, token, now);
  if (!link) return undefined;
  const { act, workspaceId, userId, alertId } = link;
  const people = await listReceivers(core.db, workspaceId);
  const person = people.find((one) => one.userId === userId);
  if (!person) return undefined;
  if (!isAlertAct(act)) return { act, workspaceId, person, people, alert: undefined };
  if (person.role === "viewer" || alertId === undefined) return undefined;
  const alert = await findAlertWithin(core.db, person.reach, alertId);
  return alert && { act, workspaceId, person, people, alert };
}

function isDone(
  { act, person, alert }: OpenedLink,
  mutedUntil: Date | undefined,
  now: Date,
): boolean {
  if (act === "expected") return false;
  if (act === "on_it") return alert?.state !== "open";
  if (act === "alerts_off") return !person.receivesMails;
  if (act !== "mute_1" && act !== "mute_7") return person.digest === choices[act].digest;
  // Within hours of the press, pressing again would add minutes only.
  const wanted = now.getTime() + days(muteDays[act]) - days(0.5);
  return mutedUntil !== undefined && mutedUntil.getTime() >= wanted;
}
