import type { Band, Sending } from "@/lib/domain/score/line";

/** What order and words of the first screen are made from. Moments are RFC 3339, as they travel. */
export interface PortfolioNumber {
  id: string;
  name: string;
  account: string | null;
  accountName: string | null;
  score: number | null;
  behaviour: number;
  band: Band;
  sending: Sending;
  restriction: {
    until: string | null;
    day: string | null;
    inherited: boolean;
    words: string;
  } | null;
  freshness: "fresh" | "stale" | "never";
  marketing7d: number;
  reason: string;
  alert: { openedAt: string } | null;
  seesBlocks: boolean;
}

export const stages = ["need you", "on watch", "quiet", "cannot judge"] as const;
/** Where a number stands on the first screen: whether somebody has to do something. */
export type Stage = (typeof stages)[number];

/** Unseen: it used to report and does not now. Counted in the verdict; "too new" is not. */
export function isUnseen(number: Pick<PortfolioNumber, "freshness">): boolean {
  return number.freshness === "stale";
}

export function stageOf(number: PortfolioNumber): Stage {
  if (number.sending !== "ok" || number.band === "high" || number.band === "critical")
    return "need you";
  if (isUnseen(number) || number.band === "unknown") return "cannot judge";
  return number.band === "watch" ? "on watch" : "quiet";
}
