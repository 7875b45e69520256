import type { FactDetail, Instant, PlatformKind } from "@/lib/domain/event";
import type { Score } from "@/lib/domain/score/score";
import type { Target } from "./rule";

/** Everything the rules need to say what they see about one target: the score, facts, and sums; never events. */
export interface AlertInput {
  target: Target;
  now: Instant;
  zone: string;
  /** Undefined for a source. */
  score: Score | undefined;
  /** False when all traffic of the last 7 days was imported: history opens nothing. */
  live: boolean;
  /** Facts of this very node and, for an account, of its templates; 30 days back, and the newest of each kind before. */
  facts: readonly NodeFact[];
  campaigns: readonly CampaignRun[];
  leaks: LeakRun | undefined;
  /** Failures of the last 3 days that look like a locked account. */
  lockFailures: number;
  /** Refusals 131048 of the last 3 days. */
  spamLimit: { firstAt: Instant; lastAt: Instant; count: number } | undefined;
  /** The last half hour of sending, when enough of it failed to look closely. */
  sending: SendingNow | undefined;
  sight: NumberSight | undefined;
  source: SourceHealth | undefined;
}

export interface NodeFact {
  node: "account" | "number" | "template";
  nodeId: string;
  /** Name of the template, for facts about one. */
  template: string | undefined;
  at: Instant;
  receivedAt: Instant;
  kind: PlatformKind;
  value: string | null;
  until: Instant | null;
  detail: FactDetail | null;
}

/** One campaign from its first message until a day without one; the same label after that is another run. */
export interface CampaignRun {
  labelId: number;
  name: string;
  /** Start of its first and its last hour with a message. */
  firstHour: Instant;
  lastHour: Instant;
  sent: number;
  delivered: number;
  failed: number;
  optedOut: number;
  blocked: number;
  /** Failures that mean "not on WhatsApp" within the campaign. */
  unreachable: number;
}

/** Marketing that reached people after their no, from the first after 48 quiet hours on. */
export interface LeakRun {
  firstAt: Instant;
  lastAt: Instant;
  count: number;
}

export const stopCauses = ["payment", "registration", "token", "request"] as const;
export type StopCause = (typeof stopCauses)[number];

export interface SendingNow {
  attempts: number;
  failed: Readonly<Record<StopCause, number>>;
  firstFailureAt: Instant;
  lastDeliveredAt: Instant | undefined;
}

/** When a number was heard of. */
export interface NumberSight {
  lastEventAt: Instant;
  /** Of the 7 local days that end with the last event, those with one. */
  activeDays: number;
  /** The longest silence between two hours with events in those days. */
  longestGapMs: number;
}

export interface SourceHealth {
  /** Deliveries with a wrong signature in the last 10 minutes, and whether a good one came in the same time. */
  badSignatures: number;
  goodSince: boolean;
  firstBadAt: Instant | undefined;
  lastGoodAt: Instant | undefined;
  tokenState: "none" | "unknown" | "ok" | "dead";
  /** When the poller last asked. */
  polledAt: Instant | undefined;
}
