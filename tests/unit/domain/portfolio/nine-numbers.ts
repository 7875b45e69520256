import type { PortfolioNumber } from "@/lib/domain/portfolio/portfolio-number";

/** Monday 23 November 2026, 09:40 in India. */
export const now = Date.parse("2026-11-23T04:10:00Z");
export const zone = "Asia/Kolkata";

export function portfolioNumber(
  over: Partial<PortfolioNumber> & { name: string },
): PortfolioNumber {
  return {
    id: over.name,
    account: null,
    accountName: null,
    score: 0,
    behaviour: over.score ?? 0,
    band: "low",
    sending: "ok",
    restriction: null,
    freshness: "fresh",
    marketing7d: 0,
    reason: "Nothing against it",
    alert: null,
    seesBlocks: false,
    ...over,
  };
}

export const disableScheduled = {
  until: null,
  day: "2026-11-29",
  inherited: true,
  words: "will be disabled",
};

/** The nine of ux.md 4.1, in the order of the screen. */
export const nine: PortfolioNumber[] = [
  portfolioNumber({
    name: "Lumen Loans – Notices",
    account: "12",
    accountName: "Lumen Loans",
    score: 95,
    behaviour: 25,
    band: "critical",
    sending: "disable_scheduled",
    restriction: disableScheduled,
    reason: "Disable scheduled for 29 Nov",
  }),
  portfolioNumber({
    name: "Kite Fashion – Offers",
    score: 64,
    band: "high",
    reason: "Opt-outs after Festive-2",
    alert: { openedAt: "2026-11-22T06:06:00Z" },
  }),
  portfolioNumber({ name: "Helio Solar – Leads", score: 44, band: "watch", seesBlocks: true }),
  portfolioNumber({ name: "Roast & Co – Deals", score: 30, band: "watch" }),
  portfolioNumber({ name: "Asha Beauty – Offers", score: 11 }),
  portfolioNumber({ name: "Roast & Co – Orders", score: 8 }),
  portfolioNumber({ name: "Asha Beauty – Care", score: 0 }),
  portfolioNumber({ name: "Nomad Travel – Launch", score: null, band: "unknown" }),
  portfolioNumber({ name: "Verde Grocers – Alerts", score: 12, freshness: "stale" }),
];
