import { runId } from "@/lib/domain/run-id";
import { hours } from "@/lib/domain/time";
import type { CampaignJson } from "@/lib/wire/campaign";
import type { KnownRun } from "./load-runs";
import type { NamedNumber } from "./reached-numbers";

/** Where the opt-out share of a campaign is marked: start and full of the factor, from its minimum on (ux.md 2.3). */
const marks = { minimum: 200, watch: 0.005, high: 0.02 };

export function toCampaignJson(run: KnownRun, number: NamedNumber, now: Date): CampaignJson {
  const optedOutShare = share(run.optedOut, run.delivered);
  return {
    id: runId({ numberId: run.numberId, label: run.label, hour: run.firstHour }),
    number: { id: number.id, name: number.name },
    client: number.client,
    name: run.name,
    recognised: run.label === null,
    ...timesOf(run, now),
    sent: Math.max(run.sent, run.delivered),
    delivered: run.delivered,
    failed: run.failed,
    optedOut: run.optedOut,
    optedOutShare,
    ...failuresOf(run),
    blocked: run.blocked,
    reported: run.reported,
    mark: markOf(run.delivered, optedOutShare ?? 0),
  };
}

function timesOf(run: KnownRun, now: Date) {
  const ended = run.lastHour + hours(1);
  const completeAt = ended + hours(24);
  const isRunning = now.getTime() - ended < hours(1);
  const isComplete = now.getTime() >= completeAt;
  return {
    startedAt: new Date(run.startedAt).toISOString(),
    endedAt: isRunning ? null : new Date(ended).toISOString(),
    read24h: isComplete ? share(run.read24h, run.delivered) : null,
    readCompleteAt: isComplete ? null : new Date(completeAt).toISOString(),
  };
}

/** Without a single failure looked at, nothing is known of them; without a failure there is nothing to know. */
function failuresOf({ failures, failed, sent, delivered }: KnownRun) {
  const known = failed === 0 || failures.failed > 0;
  return {
    unreachable: known ? Math.round(failures.unreachable) : null,
    unreachableShare: known
      ? share(failures.unreachable, Math.max(sent, delivered) + failed)
      : null,
    failuresCounted: Math.round(failures.failed) >= failed,
    heldBack: Math.round(failures.heldBack),
  };
}

function markOf(delivered: number, optedOutShare: number): CampaignJson["mark"] {
  if (delivered < marks.minimum || optedOutShare < marks.watch) return "ok";
  return optedOutShare >= marks.high ? "high" : "watch";
}

export function share(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}
