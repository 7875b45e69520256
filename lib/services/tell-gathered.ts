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
import type { RuleName } from "@/lib/domain/alert/rule";
import { composeMail, composeStory } from "@/lib/email/compose";
import { summaryMail } from "@/lib/email/templates/summary";
import { loadAlertInput } from "./alert-input";
import type { Core } from "./core";
import { loadStory } from "./load-story";
import { castNumber } from "./number-story";
import { frameOf, nameOfCast, type Occasion, type Telling } from "./story-occasion";
import { receivers } from "./tell-alert";
import { writeMails } from "./write-mails";

/** Tells what has waited for others of its kind: one mail per person, however much has gathered. */
export async function tellGathered(core: Core, claim: Claim, now: Date): Promise<void> {
  const { workspaceId } = claim;
  await core.db.transaction(async (db) => {
    const telling = { core, db, workspaceId, now };
    const rows = await takeGathered(db, workspaceId, now);
    const unthreaded: AlertRow[] = [];
    for (const row of rows) if (!(await tellAsNews(telling, row))) unthreaded.push(row);
    const [first] = unthreaded;
    if (first && unthreaded.length === 1) await tellAlone(telling, first);
    if (unthreaded.length > 1) await tellTogether(telling, unthreaded);
    await finishDue(db, claim, await nextGathering(db, workspaceId));
  });
}

/** A new rating of a number that people already heard of goes into the thread they are reading. */
async function tellAsNews(telling: Telling, row: AlertRow): Promise<boolean> {
  const { db, workspaceId, now } = telling;
  const { evidence } = row;
  if (evidence.of !== "rating" || row.targetKind !== "number") return false;
  const target = { kind: row.targetKind, id: row.targetId };
  const thread = await findToldAlert(db, workspaceId, target, ["number_high"]);
  const cast = thread && (await findCast(db, workspaceId, target));
  const score = thread && (await findScoreNow(db, workspaceId, target));
  if (!thread || !cast || !score) return false;
  const occasion = { ...occasionOf(row), alertId: thread.id };
  const mail = composeStory(
    {
      story: "number_news",
      frame: frameOf(telling, cast, occasion),
      number: castNumber(cast, target.id),
      now: { score: score.score ?? score.behaviour, band: score.band },
      rating: { from: evidence.before, to: evidence.value, at: evidence.since },
    },
    thread.title,
  );
  const posting = { alertId: thread.id, kind: "news", occurrence: row.id, mail, inThread: true };
  await writeMails(telling, posting, await receivers(telling));
  await changeAlert(db, workspaceId, thread.id, { lastToldAt: now });
  return true;
}

async function tellAlone(telling: Telling, row: AlertRow): Promise<void> {
  const target = { kind: row.targetKind, id: row.targetId };
  const score = await findScoreNow(telling.db, telling.workspaceId, target);
  const { now } = telling;
  const loaded = await loadAlertInput(telling, target, score, now);
  const around = loaded && { campaigns: loaded.input.campaigns, facts: loaded.input.facts };
  const { story } = await loadStory(telling, { ...occasionOf(row), ...around, score });
  const mail = composeStory(story, "");
  const posting = { alertId: row.id, kind: "open", occurrence: "", mail, inThread: false };
  await writeMails(telling, posting, await receivers(telling));
}

async function tellTogether(telling: Telling, rows: readonly AlertRow[]): Promise<void> {
  const { core, db, workspaceId, now } = telling;
  const workspace = await findWorkspaceName(db, workspaceId);
  if (!workspace) return;
  const alerts = [];
  for (const row of rows) {
    const target = { kind: row.targetKind, id: row.targetId };
    const cast = await findCast(db, workspaceId, target);
    const name = cast ? nameOfCast(cast, target) : row.title;
    alerts.push({ id: row.id, name, title: row.title, reason: row.reason });
  }
  const { appUrl } = core.env;
  const { name, zone } = workspace;
  const mail = composeMail(
    summaryMail({ workspace: name, zone, now: now.getTime(), appUrl, alerts }),
  );
  const occurrence = rows.map(({ id }) => id).join(",");
  const posting = { alertId: undefined, kind: "summary", occurrence, mail, inThread: false };
  await writeMails(telling, posting, await receivers(telling));
}

function occasionOf(row: AlertRow): Occasion {
  return {
    alertId: row.id,
    rule: row.rule as RuleName,
    target: { kind: row.targetKind, id: row.targetId },
    severity: row.severity,
    openedAt: row.openedAt.getTime(),
    evidence: row.evidence,
    score: undefined,
    campaigns: [],
    facts: [],
    phase: { phase: "open" },
  };
}
