import type { AlertRow } from "@/db/queries/alerts";
import { listToldUsers } from "@/db/queries/notifications";
import { listReceivers, type Receiver } from "@/db/queries/receivers";
import type { Target } from "@/lib/domain/alert/rule";
import type { Reach } from "@/lib/domain/reach";
import type { OpenAlert } from "@/lib/domain/alert/decision";
import type { Observation } from "@/lib/domain/alert/seen";
import { type ComposedMail, composeStory } from "@/lib/email/compose";
import type { LoadedAlerts } from "./alert-input";
import { note } from "./alert-note";
import { loadStory } from "./load-story";
import type { Occasion, Phase, Telling } from "./story-occasion";
import { writeMails, type Posting } from "./write-mails";

/** Undefined when the rule says nothing that could be told. */
export function occasionOf(
  { input }: LoadedAlerts,
  seen: Observation,
  alertId: string,
  openedAt: number,
  phase: Phase,
  stored?: AlertRow,
): Occasion | undefined {
  const evidence = seen.evidence ?? stored?.evidence;
  if (!evidence) return undefined;
  return {
    alertId,
    rule: seen.rule,
    target: input.target,
    severity: seen.severity,
    openedAt,
    // What it opened on names campaign and list; a resolution compares with that.
    evidence: phase.phase === "resolve" ? (stored?.evidence ?? evidence) : evidence,
    score: input.score,
    campaigns: input.campaigns,
    facts: input.facts,
    phase,
  };
}

export interface Later {
  open: OpenAlert;
  seen: Observation;
  stored: AlertRow | undefined;
  phase: Phase;
}

/** A further mail of an alert, in the thread of its first one. */
export async function tellMore(
  telling: Telling,
  loaded: LoadedAlerts,
  { open, seen, stored, phase }: Later,
): Promise<void> {
  const occasion = occasionOf(loaded, seen, open.id, open.openedAt, phase, stored);
  if (!occasion || !stored) return;
  const unheard = phase.phase === "remind" && phase.because === "mute_over";
  // What nobody has heard of yet is told like new.
  const told: Occasion = unheard ? { ...occasion, phase: { phase: "open" } } : occasion;
  const kind = phase.phase === "remind" ? `remind:${phase.because}` : phase.phase;
  const people = await receivers(telling, occasion.target, phase, open.id);
  const occurrence = String(telling.now.getTime());
  const posting = { alertId: open.id, kind, occurrence, inThread: !unheard };
  await writeMailsWithin(telling, posting, people, async (reach) => {
    const { story } = await loadStory(telling, { ...told, reach });
    return composeStory(story, stored.title);
  });
  await noteTold(telling, loaded, posting, people.length);
}

/** An alert that nobody gets mails about was not told, and says so. */
export async function noteTold(
  telling: Telling,
  loaded: LoadedAlerts,
  { alertId, kind, occurrence }: Omit<Posting, "mail">,
  people: number,
): Promise<void> {
  const [what, because] = people > 0 ? ["told", ""] : ["not_told", "nobody_gets_mails"];
  await note(telling, loaded, alertId, what, because, kind + occurrence);
}

/** People who may see the same share one mail; nobody's mail names a number out of their reach. */
export async function writeMailsWithin(
  telling: Telling,
  posting: Omit<Posting, "mail">,
  people: readonly Receiver[],
  compose: (reach: Reach) => Promise<ComposedMail>,
): Promise<void> {
  const reaches = new Map(people.map(({ reach }) => [JSON.stringify(reach), reach]));
  for (const [key, reach] of reaches) {
    const sharing = people.filter((person) => JSON.stringify(person.reach) === key);
    await writeMails(telling, { ...posting, mail: await compose(reach) }, sharing);
  }
}

/** Those who chose to get mails; an alert nobody acknowledged goes to every administrator who has not had it. */
export async function receivers(
  { db, workspaceId }: Telling,
  target: Target,
  phase?: Phase,
  alertId?: string,
): Promise<Receiver[]> {
  const people = await listReceivers(db, workspaceId, target);
  if (phase?.phase !== "remind" || phase.because !== "nobody_acknowledged" || !alertId) {
    return people.filter(({ receivesMails }) => receivesMails);
  }
  const told = new Set(await listToldUsers(db, workspaceId, alertId));
  return people.filter(({ role, userId }) => role === "admin" && !told.has(userId));
}
