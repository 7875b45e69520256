import type { Instant } from "@/lib/domain/event";
import { hours } from "@/lib/domain/time";
import type { CampaignRun, LeakRun } from "./input";
import { campaignQuietMs, leakQuietMs } from "./traffic";

export interface CampaignHour {
  labelId: number;
  name: string;
  hour: Instant;
  sent: number;
  delivered: number;
  failed: number;
  optedOut: number;
  blocked: number;
}

/** The last run of each campaign: from its first message until a day without one. Hours ascend within a label. */
export function groupRuns(rows: readonly CampaignHour[], now: Instant): CampaignRun[] {
  const labels = new Set(rows.map(({ labelId }) => labelId));
  return [...labels].flatMap((labelId) => {
    const run = lastRun(rows.filter((row) => row.labelId === labelId));
    return run && run.firstHour <= now ? [run] : [];
  });
}

function lastRun(rows: readonly CampaignHour[]): CampaignRun | undefined {
  const active = rows.filter(activityOf(rows));
  const lastHour = active.at(-1)?.hour;
  if (lastHour === undefined) return undefined;
  let firstHour = lastHour;
  for (const { hour } of active.toReversed()) {
    if (firstHour - hour - hours(1) >= campaignQuietMs) break;
    firstHour = hour;
  }
  const run: CampaignRun = { ...noRun, ...namesOf(rows), firstHour, lastHour };
  for (const row of rows) {
    if (row.hour < firstHour) continue;
    for (const count of counted) run[count] += row[count];
  }
  return run;
}

const counted = ["sent", "delivered", "failed", "optedOut", "blocked"] as const;
const noRun = { sent: 0, delivered: 0, failed: 0, optedOut: 0, blocked: 0, unreachable: 0 };

function namesOf(rows: readonly CampaignHour[]): { labelId: number; name: string } {
  return { labelId: rows[0]?.labelId ?? 0, name: rows[0]?.name ?? "" };
}

/** Stragglers are delivered for days: they do not keep a campaign running, unless deliveries are all its source tells. */
function activityOf(rows: readonly CampaignHour[]): (row: CampaignHour) => boolean {
  const tellsSent = rows.some(({ sent, failed }) => sent + failed > 0);
  return (row) => (tellsSent ? row.sent + row.failed > 0 : row.delivered > 0);
}

/** The leaks that belong together: no 48 quiet hours between them. Rows ascend. */
export function groupLeaks(rows: readonly LeakRun[]): LeakRun | undefined {
  let run: LeakRun | undefined;
  for (const row of rows.toReversed()) {
    if (run && run.firstAt - row.lastAt >= leakQuietMs) break;
    run = run
      ? { firstAt: row.firstAt, lastAt: run.lastAt, count: run.count + row.count }
      : { ...row };
  }
  return run;
}
