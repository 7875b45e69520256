import { listCampaignHours, listFailureHoursByCause } from "@/db/queries/campaigns";
import { campaignRuns, type CampaignRun } from "@/lib/domain/campaign-runs";
import { unreachableCodes } from "@/lib/domain/score/codes";
import { days, hours } from "@/lib/domain/time";
import type { CampaignJson, CampaignsJson } from "@/lib/wire/campaign";
import type { Core } from "./core";

const shownFor = days(14);
const heldBackCodes = [131049];
/** Where the opt-out share of a campaign is marked: start and full of the factor, from its minimum on (ux.md 2.3). */
const marks = { minimum: 200, watch: 0.005, high: 0.02 };

export async function getCampaigns(
  { db }: Core,
  question: { workspaceId: string; numberId: string; zone: string },
  now: Date,
): Promise<CampaignsJson> {
  const span = { ...question, from: new Date(now.getTime() - shownFor), to: now };
  const codes = { unreachable: [...unreachableCodes], heldBack: heldBackCodes };
  const [rows, failures] = await Promise.all([
    listCampaignHours(db, span),
    listFailureHoursByCause(db, span, codes),
  ]);
  const names = new Map(rows.map(({ label, name }) => [label, name]));
  const runs = campaignRuns(rows, failures);
  const optedOut = sum(rows.map((row) => row.optedOut));
  return {
    zone: question.zone,
    campaigns: runs.map((run) => toCampaign(run, names.get(run.label) ?? null, now)),
    unassignedOptOuts: optedOut - sum(runs.map((run) => run.optedOut)),
  };
}

function toCampaign(run: CampaignRun, name: string | null, now: Date): CampaignJson {
  const ended = run.lastHour + hours(1);
  const readsComplete = ended + hours(24);
  const isRunning = now.getTime() - ended < hours(1);
  const optedOutShare = share(run.optedOut, run.delivered);
  return {
    id: `${run.label ?? "unnamed"}-${run.firstHour}`,
    name,
    startedAt: new Date(run.firstHour).toISOString(),
    endedAt: isRunning ? null : new Date(ended).toISOString(),
    sent: run.sent,
    delivered: run.delivered,
    read24h: now.getTime() < readsComplete ? null : share(run.read24h, run.delivered),
    readCompleteAt: now.getTime() < readsComplete ? new Date(readsComplete).toISOString() : null,
    optedOut: run.optedOut,
    optedOutShare,
    unreachableShare: share(run.unreachable, run.sent + run.failed),
    heldBack: Math.round(run.heldBack),
    mark: markOf(run.delivered, optedOutShare ?? 0),
  };
}

function markOf(delivered: number, optedOutShare: number): CampaignJson["mark"] {
  if (delivered < marks.minimum || optedOutShare < marks.watch) return "ok";
  return optedOutShare >= marks.high ? "high" : "watch";
}

function share(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
