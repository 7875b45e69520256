import type { AlertEvidence } from "@/lib/domain/alert/evidence";
import type { RuleName } from "@/lib/domain/alert/rule";
import type { ShortStory } from "@/lib/domain/alert/story";
import { frame, ist, number } from "./stories";

export const now = ist("2026-11-22T11:36");
const since = ist("2026-11-19T21:14");

function short(
  rule: RuleName,
  name: string,
  evidence: AlertEvidence,
  more: Partial<ShortStory> = {},
): ShortStory {
  return {
    story: "short",
    frame: frame(now),
    rule,
    phase: "open",
    name,
    numbers: [number(name, 3)],
    evidence,
    ...more,
  };
}

const campaign = { of: "campaign", name: "Expo follow-up", began: since, delivered: 1020 } as const;

/** ux.md 3.5, and the subjects it leaves to us. */
export const shorts: [subject: string, story: ShortStory][] = [
  [
    "37 offers went to people who had said no (Nomad Travel – Trips)",
    short("message_after_no", "Nomad Travel – Trips", {
      of: "leaks",
      count: 37,
      since,
      lastAt: now,
    }),
  ],
  [
    "Stop and look: 15 % of Expo follow-up is not on WhatsApp",
    short("campaign_wrong", "Helio Solar – Leads", {
      ...campaign,
      problem: "unreachable",
      k: 180,
      n: 1200,
    }),
  ],
  [
    "Stop and look: 2 % opted out of Expo follow-up",
    short("campaign_wrong", "Helio Solar – Leads", {
      ...campaign,
      problem: "opted_out",
      k: 10,
      n: 500,
    }),
  ],
  [
    "Stop and look: 2.4 % blocked you after Expo follow-up",
    short("campaign_wrong", "Helio Solar – Leads", {
      ...campaign,
      problem: "blocked",
      k: 12,
      n: 500,
    }),
  ],
  [
    "Helio Solar – Service cannot send: payment problem, no ban risk",
    short("sending_stopped", "Helio Solar – Service", {
      of: "sending",
      cause: "payment",
      failed: 212,
      attempts: 212,
      since,
    }),
  ],
  [
    "Helio Solar – Service cannot send: registration problem, no ban risk",
    short("sending_stopped", "Helio Solar – Service", {
      of: "sending",
      cause: "registration",
      failed: 20,
      attempts: 20,
      since,
    }),
  ],
  [
    "We cannot see Verde Grocers – Alerts since Thursday 21:14",
    short("cannot_see", "Verde Grocers – Alerts", { of: "silence", since }),
  ],
  [
    "We cannot see Verde Grocers – Alerts since Thursday 21:14",
    short("cannot_see", "Verde Grocers – Alerts", { of: "signatures", count: 20, since }),
  ],
  [
    "We cannot see Verde Grocers – Alerts yet: every signature is wrong",
    short("cannot_see", "Verde Grocers – Alerts", {
      of: "signatures",
      count: 20,
      since,
      never: true,
    }),
  ],
  [
    "We cannot ask WhatsApp about Verde Grocers – Alerts since Thursday 21:14",
    short("cannot_see", "Verde Grocers – Alerts", { of: "token", since }),
  ],
  [
    "WhatsApp rates Kite Fashion – Offers yellow now",
    short("rating_yellow", "Kite Fashion – Offers", {
      of: "rating",
      since,
      value: "yellow",
      before: "green",
    }),
  ],
  [
    "WhatsApp rates Kite Fashion – Offers red now",
    short("rating_red", "Kite Fashion – Offers", {
      of: "rating",
      since,
      value: "red",
      before: null,
    }),
  ],
  [
    "WhatsApp paused the template festive_offer_v2 (Kite Fashion)",
    short("template_paused", "Kite Fashion", {
      of: "template",
      name: "festive_offer_v2",
      status: "paused",
      since,
      until: null,
    }),
  ],
  [
    "WhatsApp flagged the template festive_offer_v2 (Kite Fashion)",
    short("template_flagged", "Kite Fashion", {
      of: "template",
      name: "festive_offer_v2",
      status: "flagged",
      since,
      until: null,
    }),
  ],
  [
    "WhatsApp disabled the template festive_offer_v2 (Kite Fashion)",
    short("template_disabled", "Kite Fashion", {
      of: "template",
      name: "festive_offer_v2",
      status: "disabled",
      since,
      until: null,
    }),
  ],
  [
    "WhatsApp has disabled Lumen Loans: appeal today",
    short("disabled", "Lumen Loans", { of: "disable", since, day: null, reason: null }),
  ],
  [
    "WhatsApp warned Roast & Co: read the notice today",
    short("violation", "Roast & Co", { of: "violation", since, type: "SCAM" }),
  ],
  [
    "Roast & Co – Deals seems to be locked by WhatsApp",
    short("locked", "Roast & Co – Deals", { of: "locked", since }),
  ],
  [
    "WhatsApp refuses messages from Roast & Co – Deals: people marked earlier ones as spam",
    short("spam_limit", "Roast & Co – Deals", { of: "spam_limit", count: 12, since }),
  ],
  [
    "WhatsApp refused Roast & Co – Deals a higher limit",
    short("growth_refused", "Roast & Co – Deals", { of: "growth_refused", since }),
  ],
];
