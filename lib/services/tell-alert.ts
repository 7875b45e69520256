import type { AlertRow } from "@/db/queries/alerts";
import { listToldUsers } from "@/db/queries/notifications";
import { listReceivers, type Receiver } from "@/db/queries/receivers";
import { policies, type RuleName, type Target } from "@/lib/domain/alert/rule";
import type { OpenAlert } from "@/lib/domain/alert/decision";
import type { Observation } from "@/lib/domain/alert/seen";
import type { Story } from "@/lib/domain/alert/story";
import { mailOf } from "@/lib/email/compose";
import { markLastResort } from "@/lib/email/templates/marks";
import type { LoadedAlerts } from "./alert-input";
import { note } from "./alert-note";
import { loadStory } from "./load-story";
import type { Occasion, Phase, Telling } from "./story-occasion";
import { writeCalls } from "./write-calls";
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
  const people = await receivers(telling, occasion, open.id);
  const occurrence = String(telling.now.getTime());
  const posting: Posting = {
    alertId: open.id,
    kind,
    occurrence,
    inThread: !unheard,
    // Good news disturbs no quiet hours; at other times it is as welcome as the bad.
    waits: phase.phase === "resolve" ? "quiet" : undefined,
    write: tellStory(storyWithin(telling, told), stored.title),
  };
  await writeMails(telling, posting, people);
  await writeCalls(telling, told, occurrence);
  await noteTold(telling, loaded, posting, people.length);
}

/** An alert that nobody gets mails about was not told, and says so. */
export async function noteTold(
  telling: Telling,
  loaded: LoadedAlerts,
  { alertId, kind, occurrence }: Posting,
  people: number,
): Promise<void> {
  const [what, because] = people > 0 ? ["told", ""] : ["not_told", "nobody_gets_mails"];
  await note(telling, loaded, alertId, what, because, kind + occurrence);
}

/** The story as each receiver may hear it: loaded once for all who see the same, told in the receiver's own zone. */
export function storyWithin(telling: Telling, occasion: Occasion): StoryFor {
  const stories = new Map<string, Promise<Story>>();
  return async ({ reach, zone }) => {
    const key = JSON.stringify(reach.clients);
    const loading =
      stories.get(key) ??
      loadStory(telling, { ...occasion, reach }).then(({ story: loaded }) => loaded);
    stories.set(key, loading);
    const story = await loading;
    return { ...story, frame: { ...story.frame, zone } };
  };
}

export type StoryFor = (person: Receiver) => Promise<Story>;

/** `title`: of the alert, for somebody who had no mail about it yet. */
export function tellStory(storyFor: StoryFor, title: string): Posting["write"] {
  return async (person, firstSubject) => {
    const story = await storyFor(person);
    const mail = mailOf(story, firstSubject === "" ? title : firstSubject);
    // A reminder that goes to all administrators says itself why they get it.
    const isSaid = story.story === "disable_scheduled" && story.reminder === "nobody_acknowledged";
    return person.receivesMails || isSaid ? mail : markLastResort(mail, story.frame.workspace);
  };
}

/**
 * Those who chose to get mails. What WhatsApp has done is never heard by nobody: where no one gets mails about it, the
 * administrators do; and an alert nobody acknowledged goes to every one of them who has not had it.
 */
export async function receivers(
  { db, workspaceId }: Telling,
  { target, rule, phase }: { target: Target; rule: RuleName; phase: Phase },
  alertId: string,
): Promise<Receiver[]> {
  const people = await listReceivers(db, workspaceId, target);
  const admins = people.filter(({ role }) => role === "admin");
  if (phase.phase === "remind" && phase.because === "nobody_acknowledged") {
    const told = new Set(await listToldUsers(db, workspaceId, alertId));
    return admins.filter(({ userId }) => !told.has(userId));
  }
  const willing = people.filter(({ receivesMails }) => receivesMails);
  return willing.length === 0 && policies[rule].sanction ? admins : willing;
}
