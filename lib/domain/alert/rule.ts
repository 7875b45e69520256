import type { Instant } from "@/lib/domain/event";
import { days, hours, minutes } from "@/lib/domain/time";

export const ruleNames = [
  "number_high",
  "restricted",
  "disable_scheduled",
  "disabled",
  "locked",
  "violation",
  "rating_red",
  "spam_limit",
  "template_disabled",
  "rating_yellow",
  "template_paused",
  "template_flagged",
  "growth_refused",
  "campaign_wrong",
  "message_after_no",
  "sending_stopped",
  "cannot_see",
] as const;
export type RuleName = (typeof ruleNames)[number];

/** Mildest first: an alert escalates along this list and never rests between two. */
export const severities = ["info", "warning", "high", "critical"] as const;
export type Severity = (typeof severities)[number];

export const targetKinds = ["number", "account", "source"] as const;
export type TargetKind = (typeof targetKinds)[number];

export interface Target {
  kind: TargetKind;
  id: string;
}

/** How one rule behaves. All durations in milliseconds. Figures: ux.md 2.8. */
export interface Policy {
  /** How long it must hold before it opens: two evaluations at least so far apart. 0: at once. */
  pendingMs: number;
  /** Two clean evaluations at least so far apart end it. 0: the first one does. */
  clearAfterMs: number;
  /** `gathered` waits a quarter of an hour for others of its kind, and never disturbs a night. */
  telling: "at_once" | "gathered";
  /** What WhatsApp has done stops everything below it: while it is open, measured rules and equal facts of the same node's children stay silent. */
  sanction: boolean;
  /** While it goes on, at most one reminder in this time; 0: none. */
  againAfterMs: number;
  /** A dated loss is recalled 3 days and 1 day before, acknowledged or not. */
  datedLoss: boolean;
  /** Unacknowledged for so long, all administrators are told; 0: never. */
  adminsAfterMs: number;
  /** At most once for its scope: a campaign is not told twice. */
  onceForScope: boolean;
  /** After a person closed it, how long the same thing stays closed; 0: until it has ended by itself. */
  coolingMs: number;
}

const measured: Policy = {
  pendingMs: 0,
  clearAfterMs: 0,
  telling: "at_once",
  sanction: false,
  againAfterMs: 0,
  datedLoss: false,
  adminsAfterMs: 0,
  onceForScope: false,
  coolingMs: days(1),
};
const hardFact: Policy = { ...measured, againAfterMs: minutes(1), coolingMs: 0 };
const sanction: Policy = { ...hardFact, sanction: true };
const softFact: Policy = { ...measured, telling: "gathered", coolingMs: 0 };

export const policies: Record<RuleName, Policy> = {
  number_high: { ...measured, pendingMs: minutes(1), clearAfterMs: minutes(30) },
  restricted: sanction,
  disable_scheduled: { ...sanction, datedLoss: true, adminsAfterMs: minutes(15) },
  disabled: sanction,
  locked: sanction,
  violation: hardFact,
  rating_red: hardFact,
  spam_limit: { ...hardFact, againAfterMs: days(1) },
  template_disabled: hardFact,
  rating_yellow: softFact,
  template_paused: softFact,
  template_flagged: softFact,
  growth_refused: softFact,
  campaign_wrong: { ...measured, onceForScope: true },
  message_after_no: { ...measured, againAfterMs: days(1) },
  sending_stopped: measured,
  cannot_see: measured,
};

/** Facts that arrive older than this count, but open nothing: they are history. */
export const historyAfterMs = hours(24);

/** What one rule says now about one target. */
export interface Seen {
  rule: RuleName;
  /** Tells alerts of one rule and target apart that may stand side by side: a template, a campaign. */
  scope: string;
  /** `holding`: no longer bad enough to open, not yet good enough to end. `unseen`: nobody can say. */
  verdict: "firing" | "holding" | "clean" | "unseen";
  severity: Severity;
  /** An alert that is already so severe stays it: not yet good enough to be called milder. */
  keeps?: Severity;
  /** When the condition itself began, as far as it is known. */
  since: Instant;
  /** How old the news was when it reached us. */
  ageOnArrivalMs: number;
  /** The day of a dated loss, as the last instant before it begins in the workspace's zone. */
  lossAt?: Instant;
  /** When something was last added to it. */
  lastAt?: Instant;
  /** When this verdict will change by itself if nothing else happens. */
  changesAt?: Instant;
  /** Why it is clean, for the resolution. */
  ended?: Ending;
}

export const endings = [
  "clean",
  "ended",
  "lifted",
  "reinstated",
  "replaced",
  "sending_again",
  "seen_again",
  "not_fresh",
  "by_hand",
] as const;
export type Ending = (typeof endings)[number];
