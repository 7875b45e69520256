import type { Instant } from "./event";
import { days, hours, hourStart } from "./time";

/** One hour of one campaign of one number; `label` null for marketing that names no campaign. */
export interface CampaignHour {
  hour: Instant;
  label: number | null;
  sent: number;
  delivered: number;
  read24h: number;
  failed: number;
  optedOut: number;
  blocked: number;
  reported: number;
}

export interface CampaignRun extends Omit<CampaignHour, "hour"> {
  /** Messages of its busiest hour. */
  busiest: number;
  /** Starts of its first and last hour with a message. */
  firstHour: Instant;
  lastHour: Instant;
}

/** An opt-out of marketing that names no campaign: when, and when the message it answers was sent. */
export interface UnlabelledOptOut {
  at: Instant;
  messageAt: Instant | null;
}

/** A named campaign ends after a day without a message, a recognised one after an hour of quiet (ux.md 2.7). */
const quiet = { named: days(1), recognised: hours(1) };
/** Marketing that names no campaign is recognised as one from so many messages within an hour. */
const recognisedFrom = 100;
/** An opt-out belongs to the last marketing message of so long before it, else to none. */
const belongsWithin = hours(72);

const counted = [
  "sent",
  "delivered",
  "read24h",
  "failed",
  "optedOut",
  "blocked",
  "reported",
] as const;

/** Runs of one number's campaigns, newest first. */
export function campaignRuns(campaignHours: readonly CampaignHour[]): CampaignRun[] {
  const runs: CampaignRun[] = [];
  const open = new Map<number | null, CampaignRun>();
  const messagesOf = messagesBy(campaignHours);
  for (const hour of campaignHours.toSorted((left, right) => left.hour - right.hour)) {
    const messages = messagesOf(hour);
    const current = open.get(hour.label);
    const run = current && !isOver(current, hour, messages) ? current : newRun(hour);
    if (run !== current) {
      open.set(hour.label, run);
      runs.push(run);
    }
    add(run, hour, messages);
  }
  return runs
    .filter(({ label, busiest }) => label !== null || busiest >= recognisedFrom)
    .toSorted((left, right) => right.firstHour - left.firstHour);
}

interface Messages {
  /** What an hour tried, and what went out; a source that tells deliveries only is counted by these. */
  tried: number;
  sent: number;
}

function messagesBy(rows: readonly CampaignHour[]): (hour: CampaignHour) => Messages {
  const telling = new Set<number | null>();
  for (const { label, sent } of rows) if (sent > 0) telling.add(label);
  return ({ label, sent, delivered, failed }) =>
    telling.has(label)
      ? { tried: sent + failed, sent }
      : { tried: delivered + failed, sent: delivered };
}

function newRun({ hour, label }: CampaignHour): CampaignRun {
  const none = {
    sent: 0,
    delivered: 0,
    read24h: 0,
    failed: 0,
    optedOut: 0,
    blocked: 0,
    reported: 0,
  };
  return { firstHour: hour, lastHour: hour, label, busiest: 0, ...none };
}

/** Late reads and opt-outs belong to the run before them: only messages begin a new one. */
function isOver(run: CampaignRun, { hour, label }: CampaignHour, { tried }: Messages): boolean {
  if (tried === 0) return false;
  const pause = label === null ? quiet.recognised : quiet.named;
  return hour - (run.lastHour + hours(1)) >= pause;
}

function add(run: CampaignRun, hour: CampaignHour, { tried, sent }: Messages): void {
  for (const name of counted) run[name] += hour[name];
  if (tried > 0) run.lastHour = hour.hour;
  run.busiest = Math.max(run.busiest, sent);
}

/**
 * Gives every unnamed run the opt-outs that answer its messages. Those of people go by the message they answer; those
 * that came as a mere count go by their hour, to the last run of the three days before. The rest belongs to none.
 */
export function assignOptOuts(
  runs: readonly CampaignRun[],
  campaignHours: readonly CampaignHour[],
  optOuts: readonly UnlabelledOptOut[],
  zone: string,
): { runs: CampaignRun[]; unassigned: number } {
  const unnamed = runs.filter(({ label }) => label === null);
  const taken = new Map(unnamed.map((run) => [run, 0]));
  let unassigned = 0;
  const give = (run: CampaignRun | undefined, count: number) => {
    if (run) taken.set(run, (taken.get(run) ?? 0) + count);
    else unassigned += count;
  };
  const known = new Map<Instant, number>();
  for (const { at, messageAt } of optOuts) {
    const hour = hourStart(at, zone);
    known.set(hour, (known.get(hour) ?? 0) + 1);
    give(messageAt === null ? undefined : unnamed.find(holds(messageAt)), 1);
  }
  for (const { hour, label, optedOut } of campaignHours) {
    const nameless = optedOut - (known.get(hour) ?? 0);
    if (label === null && nameless > 0) give(unnamed.find(isShortlyBefore(hour)), nameless);
  }
  return {
    runs: runs.map((run) => ({ ...run, optedOut: taken.get(run) ?? run.optedOut })),
    unassigned,
  };
}

function holds(at: Instant): (run: CampaignRun) => boolean {
  return ({ firstHour, lastHour }) => firstHour <= at && at < lastHour + hours(1);
}

/** Runs come newest first, so the first that fits is the last before. */
function isShortlyBefore(hour: Instant): (run: CampaignRun) => boolean {
  return ({ firstHour, lastHour }) =>
    firstHour <= hour && hour < lastHour + hours(1) + belongsWithin;
}
