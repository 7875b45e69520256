import {
  listDayCounts,
  listFailureHours,
  listHourCounts,
  listScoreHours,
} from "@/db/queries/trend";
import { findWorkspace } from "@/db/queries/workspaces";
import { carriesRisk } from "@/lib/domain/catalogue/codes";
import { noCounts, type Counts } from "@/lib/domain/counts";
import type { Instant } from "@/lib/domain/event";
import { localDay } from "@/lib/domain/time";
import { stepStart, trendStarts, type TrendStep } from "@/lib/domain/trend";
import { AppError } from "@/lib/errors";
import type { TrendJson, TrendPointJson } from "@/lib/wire/trend";
import type { Core } from "./core";
import { listHappenings } from "./get-timeline";

export interface TrendQuestion {
  workspaceId: string;
  numberId: string;
  zone: string;
  from: Date;
  to: Date;
  step: TrendStep;
}

const mostPoints = 2500;

/** One point per step from the one that holds `from` to the last before `to`; zeros where nothing happened. */
export async function getTrend(core: Core, question: TrendQuestion): Promise<TrendJson> {
  const { zone, step, from, to } = question;
  const starts = trendStarts(from.getTime(), to.getTime(), step, zone, mostPoints);
  if (!starts)
    throw new AppError("bad_request", `At most ${mostPoints} points at once.`, { field: "from" });
  const [counts, scores, failures, markers] = await Promise.all([
    loadCounts(core, question, starts),
    loadScores(core, question, starts),
    loadOwnFailures(core, question, starts),
    loadMarkers(core, question),
  ]);
  return {
    zone,
    step,
    points: starts.map((at) =>
      toPoint(at, scores.get(at) ?? noScore, counts.get(at) ?? noCounts, failures.get(at) ?? 0),
    ),
    markers,
  };
}

interface StepScore {
  score: number | null;
  reconstructed: boolean;
}

const noScore: StepScore = { score: null, reconstructed: false };

function toPoint(
  at: Instant,
  score: StepScore,
  counts: Counts,
  failedYours: number,
): TrendPointJson {
  const { sent, delivered, read, failed, blocked, reported, optedOut, replied } = counts;
  const happened = {
    sent,
    delivered,
    read,
    failed,
    failedYours,
    blocked,
    reported,
    optedOut,
    replied,
  };
  return { at: new Date(at).toISOString(), ...score, ...happened };
}

async function loadCounts(
  { db }: Core,
  { workspaceId, numberId, step, zone, to }: TrendQuestion,
  starts: readonly Instant[],
): Promise<Map<Instant, Counts>> {
  const [first] = starts;
  if (first === undefined) return new Map();
  if (step === "1h") {
    const rows = await listHourCounts(db, workspaceId, numberId, new Date(first), to);
    return new Map(rows.map((row) => [row.at, row]));
  }
  const dayOf = new Map(starts.map((at) => [localDay(at, zone), at]));
  const days = [...dayOf.keys()];
  const rows = await listDayCounts(db, workspaceId, numberId, days[0] ?? "", days.at(-1) ?? "");
  return new Map(rows.map((row) => [dayOf.get(row.day) ?? 0, row]));
}

/** The last score of each step. */
async function loadScores(
  { db }: Core,
  { workspaceId, numberId, step, zone, to }: TrendQuestion,
  starts: readonly Instant[],
): Promise<Map<Instant, StepScore>> {
  const from = new Date(starts[0] ?? 0);
  const rows = await listScoreHours(db, workspaceId, numberId, from, to);
  return new Map(rows.map(({ at, ...score }) => [stepStart(at, step, zone), score]));
}

/** Failures that carry risk: those of consent, list, pressure and policy. */
async function loadOwnFailures(
  { db }: Core,
  { workspaceId, numberId, step, zone, to }: TrendQuestion,
  starts: readonly Instant[],
): Promise<Map<Instant, number>> {
  const from = new Date(starts[0] ?? 0);
  const rows = await listFailureHours(db, workspaceId, numberId, from, to);
  const yours = new Map<Instant, number>();
  for (const { at, code, count } of rows) {
    if (!carriesRisk(code)) continue;
    const start = stepStart(at, step, zone);
    yours.set(start, (yours.get(start) ?? 0) + count);
  }
  return yours;
}

async function loadMarkers(core: Core, question: TrendQuestion): Promise<TrendJson["markers"]> {
  const [happenings, workspace] = await Promise.all([
    listHappenings(core, question, question.to),
    findWorkspace(core.db, question.workspaceId),
  ]);
  const markers: TrendJson["markers"] = happenings.flatMap(({ at, kind, text }) =>
    kind === "alert" || kind === "person" ? [] : [{ at, kind, text }],
  );
  const since = workspace?.zoneSince ?? null;
  if (since === null || since < question.from || since >= question.to) return markers;
  const text = "the workspace's time zone changes: hours and days before are cut in the old one";
  return [...markers, { at: since.toISOString(), kind: "zone", text }];
}
