import {
  countCampaignFailures,
  findSourceHealth,
  hasDeliveredAfterHourOf,
  listSendingSince,
} from "@/db/queries/alert-details";
import { loadAlertState, type AlertState, type CampaignCells } from "@/db/queries/alert-state";
import { listSights } from "@/db/queries/portfolio";
import { findLastEventAt } from "@/db/queries/score-now";
import type { Db } from "@/db/client";
import type {
  AlertInput,
  CampaignRun,
  LeakRun,
  NumberSight,
  SendingNow,
  StopCause,
} from "@/lib/domain/alert/input";
import { noCode } from "@/lib/domain/counts";
import { stopCauses } from "@/lib/domain/alert/input";
import { groupLeaks, groupRuns } from "@/lib/domain/alert/runs";
import type { Target } from "@/lib/domain/alert/rule";
import { harmlessCause, spamCode, unreachableCodes } from "@/lib/domain/score/codes";
import type { Score } from "@/lib/domain/score/score";
import { lockCodes } from "@/lib/domain/score/window";
import { hours, minutes } from "@/lib/domain/time";
import type { Telling } from "./story-occasion";

export interface LoadedAlerts {
  state: AlertState;
  input: AlertInput;
}

/** Below so many failures nothing can have stopped: nobody looks closer. */
const fewestFailures = 19;
const closeLook = minutes(30);
const silentAfter = hours(24);

/**
 * Everything the rules need about one target. One round trip while all is well; details only where something is wrong.
 * What `db` has written but not committed is seen only in the score and in when the number was last heard of.
 */
export async function loadAlertInput(
  { core, db, workspaceId }: Pick<Telling, "core" | "db" | "workspaceId">,
  target: Target,
  score: Score | undefined,
  now: Date,
): Promise<LoadedAlerts | undefined> {
  const codes = { spam: spamCode, lock: lockCodes };
  const state = await loadAlertState(core.sql, workspaceId, target, now, codes);
  if (!state) return undefined;
  const about = { db, workspaceId, target, state, now };
  const input: AlertInput = {
    target,
    now: now.getTime(),
    zone: state.zone,
    score,
    live: state.live,
    facts: state.facts.map((fact) => ({ ...fact, template: fact.template ?? undefined })),
    campaigns: await loadCampaigns(about),
    leaks: leakRun(state),
    lockFailures: state.lockFailures,
    spamLimit: spamLimit(state, now),
    sending: await loadSending(about),
    sight: await loadSight(about),
    source: await loadSource(about),
  };
  return { state, input };
}

interface About {
  db: Db;
  workspaceId: string;
  target: Target;
  state: AlertState;
  now: Date;
}

function leakRun({ leaks }: AlertState): LeakRun | undefined {
  return groupLeaks(leaks.map(([firstAt, lastAt, count]) => ({ firstAt, lastAt, count })));
}

function spamLimit({ spamLimit: found }: AlertState, now: Date): AlertInput["spamLimit"] {
  if (!found) return undefined;
  const lastAt = Math.min(now.getTime(), found.lastHour + hours(1) - 1);
  return { firstAt: Math.min(found.firstHour, lastAt), lastAt, count: found.count };
}

async function loadCampaigns(about: About): Promise<CampaignRun[]> {
  const runs = groupRuns(about.state.campaigns.map(toCampaignHour), about.now.getTime());
  return Promise.all(runs.map((run) => withUnreachable(about, run)));
}

function toCampaignHour(cells: CampaignCells) {
  const [labelId, name, hour, sent, delivered, failed, optedOut, blocked] = cells;
  return { labelId, name, hour, sent, delivered, failed, optedOut, blocked };
}

async function withUnreachable(
  { db, workspaceId, target, now }: About,
  run: CampaignRun,
): Promise<CampaignRun> {
  const attempts = run.sent + run.failed;
  if (run.delivered < 500 || run.failed < 0.15 * attempts) return run;
  const span = {
    workspaceId,
    numberId: target.id,
    campaign: run.labelId,
    from: run.firstHour,
    to: now.getTime(),
  };
  return { ...run, unreachable: await countCampaignFailures(db, span, [...unreachableCodes]) };
}

/** Looked at closely while the own setup fails, and until the first delivery after it did. */
async function loadSending(about: About): Promise<SendingNow | undefined> {
  const { db, workspaceId, target, state, now } = about;
  if (target.kind !== "number") return undefined;
  const open = state.open.find(
    (alert) => alert.rule === "sending_stopped" && alert.targetKind === "number",
  );
  if (!open && ownFailures(state) < fewestFailures) return undefined;
  const from = new Date(now.getTime() - closeLook);
  const cells = await listSendingSince(db, workspaceId, target.id, from, now);
  const since = open && "since" in open.evidence ? open.evidence.since : undefined;
  const later =
    since === undefined
      ? undefined
      : await hasDeliveredAfterHourOf(db, workspaceId, target.id, new Date(since));
  return sendingNow(cells, since, later);
}

function ownFailures({ recentFailures }: AlertState): number {
  return recentFailures.reduce((sum, [code, count]) => sum + (stopCause(code) ? count : 0), 0);
}

function stopCause(code: number): StopCause | undefined {
  const cause = harmlessCause(code);
  return stopCauses.find((one) => one === cause);
}

type SendingCells = Awaited<ReturnType<typeof listSendingSince>>[number];

function sendingNow(
  cells: readonly SendingCells[],
  since: number | undefined,
  deliveredHour: number | undefined,
): SendingNow | undefined {
  const attempts = cells.filter(({ delivered }) => !delivered);
  const failures = attempts.filter(({ sent, code }) => !sent && stopCause(code ?? noCode));
  const firstFailureAt = since ?? earliest(failures);
  if (firstFailureAt === undefined) return undefined;
  const failed = { payment: 0, registration: 0, token: 0, request: 0 };
  for (const { code, count } of failures) failed[stopCause(code ?? noCode) ?? "request"] += count;
  return {
    attempts: attempts.reduce((sum, { count }) => sum + count, 0),
    failed,
    firstFailureAt,
    lastDeliveredAt: cells.find(({ delivered }) => delivered)?.lastAt ?? deliveredHour,
  };
}

function earliest(cells: readonly SendingCells[]): number | undefined {
  return cells.length > 0 ? Math.min(...cells.map(({ firstAt }) => firstAt)) : undefined;
}

async function loadSight(about: About): Promise<NumberSight | undefined> {
  const { db, workspaceId, target, state, now } = about;
  if (target.kind !== "number" || !state.live) return undefined;
  const lastEventAt = (await findLastEventAt(db, workspaceId, target.id))?.getTime();
  if (lastEventAt === undefined) return undefined;
  const heardOf = { lastEventAt, activeDays: 0, longestGapMs: 0 };
  if (now.getTime() - lastEventAt < silentAfter) return heardOf;
  const [sight] = await listSights(db, workspaceId, state.zone, [target.id]);
  return sight ? { ...heardOf, ...sight } : heardOf;
}

async function loadSource(about: About): Promise<AlertInput["source"]> {
  const { db, workspaceId, target, now } = about;
  if (target.kind !== "source") return undefined;
  const health = await findSourceHealth(db, workspaceId, target.id, now);
  if (!health) return undefined;
  return {
    ...health,
    firstBadAt: health.firstBadAt ?? undefined,
    lastGoodAt: health.lastGoodAt ?? undefined,
    polledAt: health.polledAt ?? undefined,
  };
}
