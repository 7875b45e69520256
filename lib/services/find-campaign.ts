import type { Instant } from "@/lib/domain/event";
import type { Reach } from "@/lib/domain/reach";
import { findRun, parseRunId } from "@/lib/domain/run-id";
import { days } from "@/lib/domain/time";
import { AppError } from "@/lib/errors";
import type { Core } from "./core";
import { getZone } from "./get-portfolio";
import { type KnownRun, loadRuns } from "./load-runs";
import { loadNumbers, type NamedNumber } from "./reached-numbers";

/** How long a campaign may last, and how long after it people still answer. */
const longest = days(35);

export interface FoundCampaign {
  run: KnownRun;
  number: NamedNumber;
  zone: string;
}

/** The campaign that an id names, when its number is within reach; any other is not found. */
export async function requireCampaign(
  core: Core,
  reach: Reach,
  id: string,
  now: Date,
): Promise<FoundCampaign> {
  const key = parseRunId(id);
  const found = key && (await loadNumbers(core, reach)).find((one) => one.id === key.numberId);
  if (!key || !found) throw noSuchCampaign();
  const { workspaceId } = reach;
  const zone = await getZone(core, workspaceId);
  const span = { workspaceId, zone, numberIds: [found.id], ...around(key.hour, now) };
  const { runs } = await loadRuns(core, span, now);
  const run = findRun(runs, key);
  if (!run) throw noSuchCampaign();
  return { run, number: found, zone };
}

function around(hour: Instant, now: Date): { from: Date; to: Date } {
  return { from: new Date(hour - days(7)), to: new Date(Math.min(now.getTime(), hour + longest)) };
}

function noSuchCampaign(): AppError {
  return new AppError("not_found", "There is no such campaign.");
}
