import type { Instant } from "@/lib/domain/event";
import type { RestrictionKind } from "@/lib/domain/score/line";
import type { StopCause } from "./input";

/** What an alert opened on, JSON-safe: kept with the alert, so that its end can be compared with its beginning. */
export type AlertEvidence =
  | {
      of: "number_high";
      score: number;
      before: number | null;
      campaign: string | null;
      list: string | null;
      /** Share of people who asked to stop after the campaign. */
      share: number | null;
    }
  | {
      of: "restricted";
      kinds: readonly RestrictionKind[];
      types: readonly string[];
      since: Instant;
      until: Instant | null;
      reason: string | null;
    }
  | { of: "disable"; since: Instant; day: string | null; reason: string | null }
  | { of: "violation"; since: Instant; type: string | null }
  | { of: "locked"; since: Instant }
  | { of: "rating"; since: Instant; value: string; before: string | null }
  | { of: "spam_limit"; count: number; since: Instant }
  | { of: "template"; name: string; status: string; since: Instant; until: Instant | null }
  | { of: "growth_refused"; since: Instant }
  | {
      of: "campaign";
      name: string;
      began: Instant;
      problem: CampaignProblem;
      k: number;
      n: number;
      delivered: number;
    }
  | { of: "leaks"; count: number; since: Instant; lastAt: Instant }
  | { of: "sending"; cause: StopCause; failed: number; attempts: number; since: Instant }
  | { of: "silence"; since: Instant }
  /** `never`: no delivery of this source ever had a good one. */
  | { of: "signatures"; count: number; since: Instant; never?: true }
  | { of: "token"; since: Instant };

export type CampaignProblem = "opted_out" | "unreachable" | "blocked";
