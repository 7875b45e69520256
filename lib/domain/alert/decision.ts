import type { Instant } from "@/lib/domain/event";
import { severities, type Ending, type RuleName, type Seen, type Severity } from "./rule";

/** The open alert of one rule, target and scope, as it stands in the table. */
export interface OpenAlert {
  id: string;
  rule: RuleName;
  scope: string;
  severity: Severity;
  openedAt: Instant;
  acknowledgedAt: Instant | undefined;
  cleanSince: Instant | undefined;
  lastToldAt: Instant | undefined;
  /** Waiting to be told together with others. */
  tellAfter: Instant | undefined;
  adminsToldAt: Instant | undefined;
}

/** The last alert of the same rule, target and scope that has ended. */
export interface PastAlert {
  severity: Severity;
  resolvedAt: Instant;
  because: Ending;
}

/** What holds around one rule and target. */
export interface Surroundings {
  pendingSince: Instant | undefined;
  mutedUntil: Instant | undefined;
  /** The account's open alert, or the same number's on a hard fact: it already says what this one would say. */
  parent: string | undefined;
  /** The number is about to be called high: that mail will name the campaign as well. */
  awaited: boolean;
  past: PastAlert | undefined;
  /** A flood has begun: what opens now goes into one summary. */
  flood: boolean;
  /** The end of the night in the workspace's zone, when it is night. */
  nightUntil: Instant | undefined;
}

export const quietReasons = [
  "quiet",
  "pending",
  "holding",
  "clearing",
  "unseen",
  "acknowledged",
  "already_told",
  "cooling",
  "muted",
  "parent_open",
  "history",
  "told_once",
  "gathering",
] as const;
export type QuietReason = (typeof quietReasons)[number];

/** When people hear of it. */
export type Telling =
  | { when: "now" }
  | { when: "later"; at: Instant; because: "gathered" | "night" | "flood" }
  | { when: "not"; because: "muted" | "not_worth_a_mail" };

export type ReminderReason =
  | "three_days_left"
  | "one_day_left"
  | "date_passed"
  | "nobody_acknowledged"
  | "more"
  | "mute_over";

export type AlertDecision =
  | { action: "none"; because: QuietReason }
  | { action: "open"; because: "fact" | "held"; tell: Telling }
  | { action: "escalate"; because: "worse"; severity: Severity; tell: Telling }
  | { action: "ease"; because: "better"; severity: Severity }
  | { action: "remind"; because: ReminderReason; tell: Telling }
  | { action: "resolve"; because: Ending; tell: Telling };

export function isMilder(open: OpenAlert, seen: Seen): boolean {
  return isWorse(open.severity, seen.severity) && open.severity !== seen.keeps;
}

export function isWorse(left: Severity, right: Severity): boolean {
  return severities.indexOf(left) > severities.indexOf(right);
}
