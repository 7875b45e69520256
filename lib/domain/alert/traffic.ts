import { days, hours } from "@/lib/domain/time";
import type { CampaignProblem } from "./evidence";
import { stopCauses, type AlertInput, type CampaignRun, type SendingNow } from "./input";
import { firing, notFiring, type Observation } from "./seen";

/** From so many delivered messages on, a campaign is judged by itself: an average answers too late. */
const campaignMinimum = 500;
const campaignRates = { opted_out: 0.02, unreachable: 0.15, blocked: 0.02 } as const;
const campaignOptOuts = 10;
/** A campaign is over after a day without a message. */
export const campaignQuietMs = days(1);

export function seeCampaigns(input: AlertInput): Observation[] {
  return input.campaigns.map((run) => seeCampaign(input, run));
}

function seeCampaign(input: AlertInput, run: CampaignRun): Observation {
  const scope = String(run.labelId);
  const overAt = run.lastHour + hours(1) + campaignQuietMs;
  if (input.now >= overAt) return notFiring("campaign_wrong", "clean", { scope, ended: "ended" });
  const problem = run.delivered >= campaignMinimum ? problemOf(run) : undefined;
  if (!problem) return notFiring("campaign_wrong", "holding", { scope });
  return firing("campaign_wrong", {
    scope,
    severity: "high",
    since: run.firstHour,
    changesAt: overAt,
    evidence: {
      of: "campaign",
      name: run.name,
      began: run.firstHour,
      delivered: run.delivered,
      ...problem,
    },
  });
}

function problemOf(
  run: CampaignRun,
): { problem: CampaignProblem; k: number; n: number } | undefined {
  const attempts = run.sent + run.failed;
  const candidates = [
    { problem: "opted_out" as const, k: run.optedOut, n: run.delivered },
    { problem: "unreachable" as const, k: run.unreachable, n: attempts },
    { problem: "blocked" as const, k: run.blocked, n: run.delivered },
  ];
  return candidates.find(
    ({ problem, k, n }) =>
      n > 0 && k / n >= campaignRates[problem] && (problem !== "opted_out" || k >= campaignOptOuts),
  );
}

export const leakQuietMs = hours(48);

export function seeLeaks({ target, leaks, now }: AlertInput): Observation[] {
  if (target.kind !== "number") return [];
  if (!leaks || now - leaks.lastAt >= leakQuietMs) {
    return [notFiring("message_after_no", "clean", { ended: "ended" })];
  }
  return [
    firing("message_after_no", {
      severity: "warning",
      since: leaks.firstAt,
      lastAt: leaks.lastAt,
      ageOnArrivalMs: now - leaks.lastAt,
      changesAt: leaks.lastAt + leakQuietMs,
      evidence: { of: "leaks", count: leaks.count, since: leaks.firstAt, lastAt: leaks.lastAt },
    }),
  ];
}

const stoppedAttempts = 20;
const stoppedShare = 0.95;

export function seeSending({ target, sending, now }: AlertInput): Observation[] {
  if (target.kind !== "number") return [];
  if (!sending) return [notFiring("sending_stopped", "holding")];
  const { lastDeliveredAt, firstFailureAt } = sending;
  if (lastDeliveredAt !== undefined && lastDeliveredAt > firstFailureAt) {
    return [notFiring("sending_stopped", "clean", { ended: "sending_again" })];
  }
  const cause = stopCauses.find((one) => hasStopped(sending, sending.failed[one]));
  if (!cause) return [notFiring("sending_stopped", "holding")];
  return [
    firing("sending_stopped", {
      severity: "warning",
      since: firstFailureAt,
      ageOnArrivalMs: now - firstFailureAt,
      evidence: {
        of: "sending",
        cause,
        failed: sending.failed[cause],
        attempts: sending.attempts,
        since: firstFailureAt,
      },
    }),
  ];
}

function hasStopped({ attempts }: SendingNow, failed: number): boolean {
  return attempts >= stoppedAttempts && failed / attempts >= stoppedShare;
}
