import type { Instant } from "@/lib/domain/event";
import type { Band, RestrictionKind, ScoreLine } from "@/lib/domain/score/line";
import type { Day } from "@/lib/domain/time";
import type { AlertEvidence } from "./evidence";
import type { ReminderReason } from "./decision";
import type { Ending, RuleName, Severity, Target } from "./rule";

/** What a mail is told from: figures and names, no words. Made by lib/services, turned into words by lib/email. */
export type Story =
  | NumberHighStory
  | NumberNewsStory
  | NumberCalmStory
  | RestrictedStory
  | LiftedStory
  | DisableStory
  | ShortStory;

export interface Frame {
  workspace: string;
  zone: string;
  now: Instant;
  /** Origin without a slash at its end. */
  appUrl: string;
  alertId: string;
  target: Target;
}

export interface NumberName {
  id: string;
  name: string;
  /** E.164; null until known. */
  phone: string | null;
}

export interface ScorePoint {
  score: number;
  band: Band;
}

export interface NumberHighStory {
  story: "number_high";
  frame: Frame;
  number: NumberName;
  severity: Severity;
  now: ScorePoint;
  /** What it was when people first heard of it; null in the first mail. */
  escalatedFrom: number | null;
  /** The last calm score, and when the rise began. */
  before: (ScorePoint & { at: Instant }) | null;
  campaign: CampaignStory | null;
  /** Share of people who usually ask to stop. */
  usual: number | null;
  /** Lines that add up to the score, biggest first. */
  lines: readonly ScoreLine[];
  /** Whether blocks or reports reach us for this number. */
  seesBlocks: boolean;
  /** The list most of the harm came from. */
  list: ListStory | null;
  /** Share of those who stopped whose first message came that day; told only from two thirds on. */
  newcomersShare: number | null;
  /** First day on which the score is below recovery again if nothing else goes wrong. */
  calmOn: Day | null;
  others: OthersStory;
  rating: { value: string; seenAt: Instant } | null;
  chart: ChartStory | null;
}

export interface CampaignStory {
  /** Null when nobody named it. */
  name: string | null;
  began: Instant;
  sent: number;
  delivered: number;
  optedOut: number;
}

export interface ListStory {
  name: string;
  optedOut: number;
  firstWrittenToday: boolean;
}

export interface OthersStory {
  critical: readonly string[];
  high: readonly string[];
  watch: number;
  unseen: number;
  quiet: number;
}

export interface ChartStory {
  from: Instant;
  to: Instant;
  points: readonly { at: Instant; score: number | null }[];
  mark: Instant | undefined;
}

/** Something new about a number whose alert is open: the same thread. */
export interface NumberNewsStory {
  story: "number_news";
  frame: Frame;
  number: NumberName;
  now: ScorePoint;
  rating: RatingNews;
}

export interface RatingNews {
  from: string | null;
  to: string;
  at: Instant;
}

export interface NumberCalmStory {
  story: "number_calm";
  frame: Frame;
  number: NumberName;
  now: ScorePoint;
  openedAt: Instant;
  /** When it first was below recovery. */
  calmAt: Instant;
  /** Last marketing message; null when some went out since. */
  restedSince: Instant | null;
  unusedList: string | null;
  rating: string | null;
}

export interface HistoryNote {
  at: Instant;
  note:
    | { of: "campaign"; name: string; reached: number; optedOut: number; usual: number | null }
    | { of: "violation"; type: string | null }
    | { of: "alert"; campaign: string | null; share: number | null; acknowledgedAt: Instant | null }
    | { of: "rejected"; count: number }
    | { of: "recategorised"; from: string | null; to: string | null };
}

export interface RestrictedStory {
  story: "restricted";
  frame: Frame;
  /** The account, or the single number. */
  name: string;
  isNumber: boolean;
  at: Instant;
  until: Instant | null;
  kinds: readonly RestrictionKind[];
  /** WhatsApp's own words for kinds we do not know. */
  unknownTypes: readonly string[];
  numbers: readonly (NumberName & { behaviour: number | null })[];
  reason: { words: string | null; code: string } | null;
  before: readonly HistoryNote[];
}

export interface LiftedStory {
  story: "lifted";
  frame: Frame;
  name: string;
  because: Ending;
  at: Instant;
  since: Instant;
  numbers: readonly NumberName[];
}

export interface DisableStory {
  story: "disable_scheduled";
  frame: Frame;
  name: string;
  at: Instant;
  day: Day | null;
  reminder: ReminderReason | null;
  numbers: readonly NumberName[];
  reason: string | null;
  before: readonly HistoryNote[];
  score: { behaviour: number; score: number } | null;
}

/** Every other rule: one sentence that happened, why, and what to do. */
export interface ShortStory {
  story: "short";
  frame: Frame;
  rule: RuleName;
  phase: "open" | "more" | "worse" | "end";
  /** Of the number, the account or the source. */
  name: string;
  numbers: readonly NumberName[];
  evidence: AlertEvidence;
}
