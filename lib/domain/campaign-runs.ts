import type { Instant } from "./event";
import { days, hours } from "./time";

/** One hour of one campaign; `label` null for marketing that names no campaign. */
export interface CampaignHour {
  hour: Instant;
  label: number | null;
  sent: number;
  delivered: number;
  read24h: number;
  failed: number;
  optedOut: number;
}

export interface CampaignRun extends Omit<CampaignHour, "hour"> {
  /** Messages of its busiest hour. */
  busiest: number;
  /** Starts of its first and last hour with a message. */
  firstHour: Instant;
  lastHour: Instant;
  unreachable: number;
  heldBack: number;
}

/** Failures of one hour of the number that mean "not on WhatsApp" and "held back by WhatsApp". */
export interface FailureHour {
  hour: Instant;
  failed: number;
  unreachable: number;
  heldBack: number;
}

/** A named campaign ends after a day without a message, a recognised one after an hour of quiet (ux.md 2.7). */
const quiet = { named: days(1), recognised: hours(1) };
/** Marketing that names no campaign is recognised as one from so many messages within an hour. */
const recognisedFrom = 100;

/** Runs of campaigns, newest first. Failures of an hour are shared out by each campaign's part in them: rollups keep no code per campaign. */
export function campaignRuns(
  campaignHours: readonly CampaignHour[],
  failures: readonly FailureHour[],
): CampaignRun[] {
  const failuresAt = new Map(failures.map((failure) => [failure.hour, failure]));
  const runs: CampaignRun[] = [];
  const open = new Map<number | null, CampaignRun>();
  for (const hour of campaignHours.toSorted((left, right) => left.hour - right.hour)) {
    const current = open.get(hour.label);
    const run = current && !isOver(current, hour) ? current : newRun(hour);
    if (run !== current) {
      open.set(hour.label, run);
      runs.push(run);
    }
    add(run, hour, failuresAt.get(hour.hour));
  }
  return runs
    .filter(({ label, busiest }) => label !== null || busiest >= recognisedFrom)
    .toSorted((left, right) => right.firstHour - left.firstHour);
}

function newRun({ hour, label }: CampaignHour): CampaignRun {
  const none = {
    sent: 0,
    delivered: 0,
    read24h: 0,
    failed: 0,
    optedOut: 0,
    unreachable: 0,
    heldBack: 0,
  };
  return { firstHour: hour, lastHour: hour, label, busiest: 0, ...none };
}

/** Late reads and opt-outs belong to the run before them: only messages begin a new one. */
function isOver(run: CampaignRun, { hour, sent, failed, label }: CampaignHour): boolean {
  if (sent + failed === 0) return false;
  const pause = label === null ? quiet.recognised : quiet.named;
  return hour - (run.lastHour + hours(1)) >= pause;
}

function add(run: CampaignRun, hour: CampaignHour, failures: FailureHour | undefined): void {
  for (const name of ["sent", "delivered", "read24h", "failed", "optedOut"] as const)
    run[name] += hour[name];
  if (hour.sent + hour.failed > 0) run.lastHour = hour.hour;
  run.busiest = Math.max(run.busiest, hour.sent);
  if (!failures || failures.failed === 0) return;
  const part = hour.failed / failures.failed;
  run.unreachable += failures.unreachable * part;
  run.heldBack += failures.heldBack * part;
}
