import { type LabelFailures, listLabelFailures } from "@/db/queries/breakdown-failures";
import {
  listCampaignHours,
  listLabelTexts,
  listRunNames,
  listRunStarts,
  listUnlabelledOptOuts,
  type NumbersSpan,
  type RunName,
} from "@/db/queries/campaigns";
import { findFirstMessage } from "@/db/queries/run-starts";
import { assignOptOuts, campaignRuns, type CampaignRun } from "@/lib/domain/campaign-runs";
import type { Instant } from "@/lib/domain/event";
import { unreachableCodes } from "@/lib/domain/score/codes";
import { days, hours, localDay } from "@/lib/domain/time";
import type { Core } from "./core";

/** A run with all that is known of it. */
export interface KnownRun extends CampaignRun {
  numberId: string;
  /** What its sender called it, else what somebody here called it; null while nobody did. */
  name: string | null;
  startedAt: Instant;
  failures: RunFailures;
}

export interface RunFailures {
  /** All whose code has been counted: up to an hour behind `failed` of the run. */
  failed: number;
  unreachable: number;
  heldBack: number;
}

export interface LoadedRuns {
  /** Newest first. */
  runs: KnownRun[];
  /** Opt-outs after marketing that belong to no campaign. */
  unassigned: number;
}

export const failureCodes = { unreachable: [...unreachableCodes], heldBack: [131049] };
/** A campaign that had begun before the time asked for is shown whole. */
const leadMs = days(3);
/** Younger ones may not have been looked up by the worker yet. */
const youngMs = hours(3);
const mostLookups = 5;

/** The campaigns of these numbers that were running within `from` and `to`: from rollups, except the start of one that began just now. */
export async function loadRuns(
  core: Core,
  { zone, ...asked }: NumbersSpan & { zone: string },
  now: Date,
): Promise<LoadedRuns> {
  const span = { ...asked, from: new Date(asked.from.getTime() - leadMs) };
  const local = {
    first: localDay(span.from.getTime(), zone),
    last: localDay(span.to.getTime(), zone),
  };
  const [rows, optOuts, names, starts, failures] = await Promise.all([
    listCampaignHours(core.db, span),
    listUnlabelledOptOuts(core.db, span),
    listRunNames(core.db, span),
    listRunStarts(core.db, span),
    listLabelFailures(core.db, span, local, "campaign", failureCodes),
  ]);
  const startOf = new Map(
    starts.map((row) => [keyOf(row.numberId, row.labelId, row.hour), row.firstAt]),
  );
  const labels = [...new Set(rows.flatMap(({ label }) => label ?? []))];
  const texts = await listLabelTexts(core.db, asked.workspaceId, labels);
  let unassigned = 0;
  const runs = asked.numberIds.flatMap((numberId) => {
    const own = rows.filter(isOf(numberId));
    const assigned = assignOptOuts(campaignRuns(own), own, optOuts.filter(isOf(numberId)), zone);
    unassigned += assigned.unassigned;
    const shared = shareFailures(assigned.runs, failures.filter(isOf(numberId)), zone);
    return assigned.runs.map((run) => ({
      ...run,
      numberId,
      name:
        run.label === null
          ? givenName(run, names.filter(isOf(numberId)))
          : (texts.get(run.label) ?? null),
      startedAt: startOf.get(keyOf(numberId, run.label ?? 0, run.firstHour)) ?? run.firstHour,
      failures: shared.get(run) ?? { failed: 0, unreachable: 0, heldBack: 0 },
    }));
  });
  const shown = runs
    .filter(({ lastHour }) => lastHour + hours(1) > asked.from.getTime())
    .toSorted((left, right) => right.startedAt - left.startedAt);
  return { runs: await withYoungStarts(core, asked.workspaceId, shown, startOf, now), unassigned };
}

function isOf(numberId: string): (row: { numberId: string }) => boolean {
  return (row) => row.numberId === numberId;
}

function keyOf(numberId: string, label: number, hour: Instant): string {
  return `${numberId} ${label} ${hour}`;
}

/** Names come newest first. */
function givenName({ firstHour, lastHour }: CampaignRun, names: readonly RunName[]): string | null {
  const own = names.find(
    ({ startedAt, endedAt }) => startedAt < lastHour + hours(1) && endedAt > firstHour,
  );
  return own?.name ?? null;
}

/** A label's failures of a day belong to its run of that day; when an unnamed day holds several runs, by their part in what failed. */
function shareFailures(
  runs: readonly CampaignRun[],
  failures: readonly LabelFailures[],
  zone: string,
): Map<CampaignRun, RunFailures> {
  const shared = new Map<CampaignRun, RunFailures>();
  for (const { day, label, ...counts } of failures) {
    const own = runs.filter((run) => (run.label ?? 0) === label && run.failed > 0);
    const sameDay = own.filter(
      (run) => localDay(run.firstHour, zone) <= day && day <= localDay(run.lastHour, zone),
    );
    const before = own.find((run) => localDay(run.firstHour, zone) <= day);
    const takers = sameDay.length > 0 ? sameDay : before ? [before] : [];
    const all = takers.reduce((sum, run) => sum + run.failed, 0);
    for (const run of takers) {
      const known = shared.get(run) ?? { failed: 0, unreachable: 0, heldBack: 0 };
      for (const name of ["failed", "unreachable", "heldBack"] as const)
        known[name] += (counts[name] * run.failed) / all;
      shared.set(run, known);
    }
  }
  return shared;
}

async function withYoungStarts(
  { sql }: Core,
  workspaceId: string,
  runs: readonly KnownRun[],
  known: ReadonlyMap<string, Instant>,
  now: Date,
): Promise<KnownRun[]> {
  const young = runs
    .filter(
      ({ numberId, label, firstHour }) =>
        now.getTime() - firstHour < youngMs && !known.has(keyOf(numberId, label ?? 0, firstHour)),
    )
    .slice(0, mostLookups);
  if (young.length === 0) return [...runs];
  const starts = new Map<KnownRun, Instant>();
  for (const run of young) {
    const { numberId, label, firstHour } = run;
    const at = await findFirstMessage(sql, workspaceId, { numberId, label, hour: firstHour });
    if (at !== undefined) starts.set(run, at);
  }
  return runs.map((run) => ({ ...run, startedAt: starts.get(run) ?? run.startedAt }));
}
