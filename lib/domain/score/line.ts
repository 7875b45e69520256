import type { Instant, Rating } from "@/lib/domain/event";

export const families = ["consent", "list", "pressure", "policy", "platform"] as const;
export type Family = (typeof families)[number];

export const familyCaps: Record<Family, number> = {
  consent: 60,
  list: 30,
  pressure: 40,
  policy: 40,
  platform: 40,
};

export const bands = ["low", "watch", "high", "critical", "unknown"] as const;
export type Band = (typeof bands)[number];

/** Lower edges of the bands that have one; recovery is at edge − 5. */
export const bandEdges = { watch: 25, high: 50, critical: 75 } as const;

export const factorNames = [
  "opt_out_rate",
  "opt_out_surge",
  "messages_after_no",
  "block_rate",
  "report_rate",
  "unreachable_rate",
  "first_contact_share",
  "read_rate",
  "volume_surge",
  "message_frequency",
  "template_rejected",
  "template_miscategorised",
  "country_blocked",
  "template_quality",
  "template_paused",
  "growth_refused",
  "past_restriction",
] as const;
export type FactorName = (typeof factorNames)[number];

export const floorNames = [
  "disabled",
  "disable_scheduled",
  "restricted_all",
  "restricted_starting",
  "locked",
  "rating_red",
  "rating_yellow",
  "spam_limit",
  "restricted_unknown",
  "restricted_utility",
  "violation",
  "template_disabled",
  "restricted_adding",
  "restricted_calling",
] as const;
export type FloorName = (typeof floorNames)[number];

export type LineName = FactorName | "family_limit" | "scale_end" | `floor:${FloorName}`;

export const factorStates = ["risk", "ok", "not_enough_data", "not_available"] as const;
export type FactorState = (typeof factorStates)[number];

export const evidences = ["observed", "reported", "inferred"] as const;
export type Evidence = (typeof evidences)[number];

export const sendings = ["ok", "restricted", "disable_scheduled", "disabled", "stopped"] as const;
export type Sending = (typeof sendings)[number];

/** A text of the catalogue (lib/domain/advice.ts) and what stands in its braces. Moments are Unix ms, shares lie between 0 and 1. */
export interface Words {
  key: string;
  params: Readonly<Record<string, string | number | null>>;
}

/** One line of the score, JSON-safe. The points of all lines sum to the score exactly. */
export interface ScoreLine {
  /** Floors and `scale_end` stand under `platform` but belong to no family's sum. */
  family: Family;
  factor: LineName;
  points: number;
  cap: number | null;
  state: FactorState;
  evidence: Evidence;
  /** The raw share or ratio, k / n, never the shrunk one; for floors the floor itself. */
  value: number | null;
  harm: number | null;
  sample: number | null;
  minimum: number | null;
  /** A local date (the day clock), "7d", "28d", "30d", "90d", "now". */
  window: string | null;
  threshold: number | null;
  full: number | null;
  /** 90 % interval of the shrunk rate. */
  interval90: readonly [number, number] | null;
  why: Words;
  advice: Words | null;
}

/** A fact worth 0 points, always shown. */
export interface FactLine {
  key: string;
  count: number;
  /** Share of attempts in 7 days, and in the 28 days before. */
  share: number | null;
  usual: number | null;
  why: Words;
  advice: Words | null;
}

export const restrictionKinds = [
  "all",
  "starting",
  "utility",
  "adding",
  "calling",
  "unknown",
  "locked",
] as const;
export type RestrictionKind = (typeof restrictionKinds)[number];

export interface Restriction {
  kinds: readonly RestrictionKind[];
  /** As WhatsApp or the entry called them: for the unknown ones only, never for known ones on a screen. */
  types: readonly string[];
  since: Instant;
  until: Instant | null;
  /** Day of a scheduled disable, without hour or zone. */
  day: string | null;
  inherited: boolean;
}

export interface RatingNow {
  value: Rating;
  /** When it took this value; null when no rating was ever told. */
  since: Instant | null;
  /** When it was last asked or told. */
  seenAt: Instant | null;
  /** What it was before. */
  before: Rating | null;
  /** `fresh` up to 24 h, `as_of` up to 72 h (7 days when entered by hand), then `stale`: its floor has ended. */
  freshness: "fresh" | "as_of" | "stale" | "never";
  entered: boolean;
}
