import { countNewcomers } from "@/db/queries/newcomers";
import { findFirstMessage } from "@/db/queries/run-starts";
import {
  findLastMarketing,
  findMessageWithin,
  findWorstList,
  listScoreHours,
  type Cast,
} from "@/db/queries/stories";
import { calmDay } from "@/lib/domain/alert/calm-day";
import type { AlertEvidence } from "@/lib/domain/alert/evidence";
import type { CampaignRun } from "@/lib/domain/alert/input";
import type {
  CampaignStory,
  ChartStory,
  ListStory,
  NumberCalmStory,
  NumberHighStory,
  NumberName,
} from "@/lib/domain/alert/story";
import { bandEdges, type Band, type ScoreLine } from "@/lib/domain/score/line";
import type { Score } from "@/lib/domain/score/score";
import { days, hours, hourStart, localDay, startOfDay } from "@/lib/domain/time";
import { usualShare } from "@/lib/email/templates/lines";
import { countOthers } from "./count-others";
import { loadWindow } from "./load-window";
import { findUnnamedRun } from "./unnamed-run";
import { frameOf, reachOf, toName, type Occasion, type Telling } from "./story-occasion";

export type HighEvidence = Extract<AlertEvidence, { of: "number_high" }>;

/** Figures of ux.md 3.1. The numbers come from rollups; only the minute a campaign began is looked up among events. */
export async function loadNumberHigh(
  telling: Telling,
  occasion: Occasion & { score: Score },
  cast: Cast,
): Promise<{ story: NumberHighStory; evidence: HighEvidence }> {
  const { score, target } = occasion;
  const now = telling.now.getTime();
  const number = castNumber(cast, target.id);
  const run = await blamedRun(telling, occasion);
  const campaign = run ? await toCampaign(telling, target.id, run) : null;
  const chart = await loadChart(telling, target.id, score, campaign);
  const before = beforeOf(chart, campaign, now);
  const list = run ? await loadList(telling, target.id, run, cast.zone) : null;
  const shown = score.score ?? score.behaviour;
  const story: NumberHighStory = {
    story: "number_high",
    frame: frameOf(telling, cast, occasion),
    number,
    severity: occasion.severity,
    now: { score: shown, band: score.band },
    escalatedFrom: occasion.phase.phase === "escalate" ? occasion.phase.from : null,
    before,
    campaign,
    usual: usualOf(score.lines),
    lines: score.lines.filter(({ points }) => points !== 0).toSorted(byPoints),
    seesBlocks: score.signals.some(({ signal, seen }) => signal === "blocks" && seen > 0),
    list,
    newcomersShare: run && !list ? await loadNewcomers(telling, target.id, run, cast.zone) : null,
    calmOn: await loadCalmDay(telling, target.id, cast.zone),
    others: await countOthers(telling, reachOf(telling, occasion), target.id, cast.zone),
    rating: ratingOf(score),
    chart,
  };
  return { story, evidence: toEvidence(story) };
}

function toEvidence({ now, before, campaign, list }: NumberHighStory): HighEvidence {
  return {
    of: "number_high",
    score: now.score,
    before: before?.score ?? null,
    campaign: campaign?.name ?? null,
    list: list?.name ?? null,
    share: campaign ? campaign.optedOut / Math.max(1, campaign.delivered) : null,
  };
}

/** Floors and limits last: they only make the sum come out. */
function byPoints(left: ScoreLine, right: ScoreLine): number {
  const isLimit = ({ factor }: ScoreLine) =>
    Number(factor.includes("limit") || factor.includes(":"));
  return isLimit(left) - isLimit(right) || right.points - left.points;
}

function usualOf(lines: readonly ScoreLine[]): number | null {
  const surge = lines.find(({ factor }) => factor === "opt_out_surge");
  return surge ? usualShare(surge) : null;
}

function ratingOf({ rating }: Score): NumberHighStory["rating"] {
  const known = rating.freshness === "fresh" || rating.freshness === "as_of";
  return known && rating.seenAt !== null ? { value: rating.value, seenAt: rating.seenAt } : null;
}

export function castNumber(cast: Cast, id: string): NumberName {
  const number = cast.numbers.find((one) => one.id === id);
  return number ? toName(number) : { id, name: "A number", phone: null };
}

/** The campaign that at least half of the opt-outs belong to, named or not. */
async function blamedRun(
  telling: Telling,
  { score, campaigns, target }: Occasion & { score: Score },
): Promise<CampaignRun | undefined> {
  const harm = score.lines.find(({ factor }) => factor === "opt_out_rate")?.harm ?? 0;
  if (harm === 0) return undefined;
  const recent = campaigns.filter((run) => telling.now.getTime() - run.lastHour < days(7));
  const worst = recent.toSorted((left, right) => right.optedOut - left.optedOut)[0];
  if (worst && 2 * worst.optedOut >= harm) return worst;
  const unnamed = await findUnnamedRun(telling, target.id);
  return unnamed && 2 * unnamed.optedOut >= harm ? unnamed : undefined;
}

async function toCampaign(
  { core, workspaceId }: Telling,
  numberId: string,
  run: CampaignRun,
): Promise<CampaignStory> {
  const label = run.labelId === 0 ? null : run.labelId;
  const hour = { numberId, label, hour: run.firstHour };
  const first = await findFirstMessage(core.sql, workspaceId, hour);
  return {
    // Empty: recognised by its shape, and nobody has named it.
    name: run.name === "" ? null : run.name,
    began: first ?? run.firstHour,
    sent: Math.max(run.sent, run.delivered),
    delivered: run.delivered,
    optedOut: run.optedOut,
  };
}

async function loadList(
  { db, workspaceId, now }: Telling,
  numberId: string,
  run: CampaignRun,
  zone: string,
): Promise<ListStory | null> {
  const label = run.labelId === 0 ? null : run.labelId;
  const worst = await findWorstList(db, workspaceId, numberId, label, run.firstHour);
  if (!worst || 2 * worst.optedOut < run.optedOut) return null;
  const today = startOfDay(localDay(now.getTime(), zone), zone);
  return {
    name: worst.name,
    optedOut: worst.optedOut,
    firstWrittenToday: worst.firstHour >= hourStart(today, zone),
  };
}

/** Told only where no list is to blame, and of a campaign that began today. */
async function loadNewcomers(
  { core, workspaceId, now }: Telling,
  numberId: string,
  run: CampaignRun,
  zone: string,
): Promise<number | null> {
  const today = startOfDay(localDay(now.getTime(), zone), zone);
  if (run.firstHour < hourStart(today, zone)) return null;
  const label = run.labelId === 0 ? null : run.labelId;
  const span = { numberId, label, from: run.firstHour, to: run.lastHour + hours(1) };
  const found = await countNewcomers(core.sql, workspaceId, span, today);
  return found && found.stopped > 0 ? found.newcomers / found.stopped : null;
}

async function loadChart(
  { db, workspaceId, now }: Telling,
  numberId: string,
  score: Score,
  campaign: CampaignStory | null,
): Promise<ChartStory | null> {
  const to = now.getTime();
  const from = to - days(7);
  const points = await listScoreHours(db, workspaceId, numberId, from, to);
  if (points.length === 0) return null;
  return {
    from,
    to,
    points: [...points.slice(0, -1), { at: to, score: score.score ?? score.behaviour }],
    mark: campaign?.began,
  };
}

/** The last calm score before the campaign, or before the rise. */
function beforeOf(
  chart: ChartStory | null,
  campaign: CampaignStory | null,
  now: number,
): NumberHighStory["before"] {
  const past = (chart?.points ?? []).slice(0, -1);
  const calm = past.findLast(
    ({ at, score }) =>
      score !== null &&
      score < bandEdges.high &&
      (campaign === null || at + hours(1) <= campaign.began),
  );
  if (!calm || calm.score === null) return null;
  const at = campaign?.began ?? Math.min(now, calm.at + hours(1));
  return { score: calm.score, band: bandOf(calm.score), at };
}

function bandOf(score: number): Band {
  if (score < bandEdges.watch) return "low";
  if (score < bandEdges.high) return "watch";
  return score < bandEdges.critical ? "high" : "critical";
}

async function loadCalmDay({ core, workspaceId, now }: Telling, numberId: string, zone: string) {
  const { window } = await loadWindow(core.sql, { workspaceId, numberId, zone, now });
  return calmDay(window);
}

/** Figures of the resolution in 3.1. */
export async function loadNumberCalm(
  telling: Telling,
  occasion: Occasion & { score: Score },
  cast: Cast,
): Promise<NumberCalmStory> {
  const { db, workspaceId, now } = telling;
  const { score, target, evidence, openedAt } = occasion;
  const list = evidence.of === "number_high" ? evidence.list : null;
  const last = await findLastMarketing(db, workspaceId, target.id, list);
  const resting = last.hour !== null && now.getTime() - last.hour >= days(1);
  const restedSince =
    resting && last.hour !== null
      ? await findMessageWithin(db, workspaceId, target.id, last.hour, "last", null)
      : undefined;
  const unused = last.listHour !== null && now.getTime() - last.listHour >= days(1);
  return {
    story: "number_calm",
    frame: frameOf(telling, cast, occasion),
    number: castNumber(cast, target.id),
    now: { score: score.score ?? score.behaviour, band: score.band },
    openedAt,
    calmAt: now.getTime(),
    restedSince: restedSince ?? null,
    unusedList: unused ? list : null,
    rating: heldUpBy(score),
  };
}

function heldUpBy({ rating }: Score): string | null {
  const known = rating.freshness === "fresh" || rating.freshness === "as_of";
  return known && (rating.value === "yellow" || rating.value === "red") ? rating.value : null;
}
