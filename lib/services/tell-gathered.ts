import {
  changeAlert,
  findToldAlert,
  nextGathering,
  takeGathered,
  type AlertRow,
} from "@/db/queries/alerts";
import { finishDue, type Claim } from "@/db/queries/due";
import { findScoreNow } from "@/db/queries/score-now";
import { findCast, findWorkspaceName } from "@/db/queries/stories";
import type { Receiver } from "@/db/queries/receivers";
import { policies, type RuleName, type Target } from "@/lib/domain/alert/rule";
import type { Story } from "@/lib/domain/alert/story";
import { wholeWorkspace } from "@/lib/domain/reach";
import { summaryMail, type Summary } from "@/lib/email/templates/summary";
import { loadAlertInput } from "./alert-input";
import type { Core } from "./core";
import { castNumber } from "./number-story";
import { frameOf, nameOfCast, type Occasion, type Telling } from "./story-occasion";
import { receivers, storyWithin, tellStory } from "./tell-alert";
import { writeGatheredCalls } from "./write-calls";
import { writeMails, type Posting } from "./write-mails";

/** Tells what has waited for others of its kind: one mail per person, however much has gathered. */
export async function tellGathered(core: Core, claim: Claim, now: Date): Promise<void> {
  const { workspaceId } = claim;
  await core.db.transaction(async (db) => {
    const telling = { core, db, workspaceId, now };
    const rows = await takeGathered(db, workspaceId, now);
    const unthreaded: AlertRow[] = [];
    for (const row of rows) if (!(await tellAsNews(telling, row))) unthreaded.push(row);
    for (const { rows: theirs, people } of await shareOut(telling, unthreaded)) {
      const [first, ...more] = theirs;
      if (first && more.length === 0) await tellAlone(telling, first, people);
      if (more.length > 0) await tellTogether(telling, theirs, people);
    }
    await writeGatheredCalls(telling, rows, (row) => wholeOccasionOf(telling, row));
    await finishDue(db, claim, await nextGathering(db, workspaceId));
  });
}

interface Share {
  rows: AlertRow[];
  people: Receiver[];
}

/** What has gathered, by who may hear of it: people who hear of the same share one mail. */
async function shareOut(telling: Telling, rows: readonly AlertRow[]): Promise<Share[]> {
  const byPerson = new Map<string, { person: Receiver; rows: AlertRow[] }>();
  for (const row of rows) {
    for (const person of await receivers(telling, occasionOf(row), row.id)) {
      const known = byPerson.get(person.userId);
      if (known) known.rows.push(row);
      else byPerson.set(person.userId, { person, rows: [row] });
    }
  }
  const shares = new Map<string, Share>();
  for (const { person, rows: theirs } of byPerson.values()) {
    const key = theirs.map(({ id }) => id).join(",");
    const share = shares.get(key) ?? { rows: theirs, people: [] };
    share.people.push(person);
    shares.set(key, share);
  }
  return [...shares.values()];
}

/** A new rating of a number that people already heard of goes into the thread they are reading. */
async function tellAsNews(telling: Telling, row: AlertRow): Promise<boolean> {
  const { db, workspaceId, now } = telling;
  const { evidence } = row;
  if (evidence.of !== "rating" || row.targetKind !== "number") return false;
  const target = targetOf(row);
  const thread = await findToldAlert(db, workspaceId, target, ["number_high"]);
  const cast = thread && (await findCast(db, wholeWorkspace(workspaceId), target));
  const score = thread && (await findScoreNow(db, workspaceId, target));
  if (!thread || !cast || !score) return false;
  const occasion = { ...occasionOf(row), alertId: thread.id };
  const story: Story = {
    story: "number_news",
    frame: frameOf(telling, cast, occasion),
    number: castNumber(cast, target.id),
    now: { score: score.score ?? score.behaviour, band: score.band },
    rating: { from: evidence.before, to: evidence.value, at: evidence.since },
  };
  const inZone = async ({ zone }: Receiver) => ({ ...story, frame: { ...story.frame, zone } });
  const posting: Posting = {
    alertId: thread.id,
    kind: "news",
    occurrence: row.id,
    inThread: true,
    waits: waitsFor([row]),
    write: tellStory(inZone, thread.title),
  };
  await writeMails(telling, posting, await receivers(telling, occasion, row.id));
  await changeAlert(db, workspaceId, thread.id, { lastToldAt: now });
  return true;
}

async function tellAlone(
  telling: Telling,
  row: AlertRow,
  people: readonly Receiver[],
): Promise<void> {
  const occasion = await wholeOccasionOf(telling, row);
  const posting: Posting = {
    alertId: row.id,
    kind: "open",
    occurrence: "",
    inThread: false,
    waits: waitsFor([row]),
    write: tellStory(storyWithin(telling, occasion), row.title),
  };
  await writeMails(telling, posting, people);
}

/** With what is around it now. */
async function wholeOccasionOf(telling: Telling, row: AlertRow): Promise<Occasion> {
  const { db, workspaceId, now } = telling;
  const target = targetOf(row);
  const score = await findScoreNow(db, workspaceId, target);
  const loaded = await loadAlertInput(telling, target, score, now);
  const around = loaded && { campaigns: loaded.input.campaigns, facts: loaded.input.facts };
  return { ...occasionOf(row), ...around, score };
}

async function tellTogether(
  telling: Telling,
  rows: readonly AlertRow[],
  people: readonly Receiver[],
): Promise<void> {
  const { core, db, workspaceId, now } = telling;
  const workspace = await findWorkspaceName(db, workspaceId);
  if (!workspace) return;
  const alerts: Summary["alerts"][number][] = [];
  for (const row of rows) {
    const target = targetOf(row);
    const cast = await findCast(db, wholeWorkspace(workspaceId), target);
    const name = cast ? nameOfCast(cast, target) : row.title;
    alerts.push({ id: row.id, name, title: row.title, reason: row.reason });
  }
  const { appUrl } = core.env;
  const posting: Posting = {
    alertId: undefined,
    kind: "summary",
    occurrence: rows.map(({ id }) => id).join(","),
    inThread: false,
    waits: waitsFor(rows),
    write: async ({ zone }) =>
      summaryMail({ workspace: workspace.name, zone, now: now.getTime(), appUrl, alerts }),
  };
  await writeMails(telling, posting, people);
}

/** Softer facts wait for the morning; one harder among them, and nothing waits. */
function waitsFor(rows: readonly AlertRow[]): Posting["waits"] {
  const soft = rows.every(({ rule }) => policies[rule as RuleName].telling === "gathered");
  return soft ? "night" : undefined;
}

function targetOf(row: AlertRow): Target {
  return { kind: row.targetKind, id: row.targetId };
}

function occasionOf(row: AlertRow): Occasion {
  return {
    alertId: row.id,
    rule: row.rule as RuleName,
    target: targetOf(row),
    severity: row.severity,
    openedAt: row.openedAt.getTime(),
    evidence: row.evidence,
    score: undefined,
    campaigns: [],
    facts: [],
    phase: { phase: "open" },
  };
}
