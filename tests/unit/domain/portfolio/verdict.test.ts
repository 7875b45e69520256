import { expect, test } from "vitest";
import { blindSpots } from "@/lib/domain/portfolio/blind-spots";
import { verdict } from "@/lib/domain/portfolio/verdict";
import { nine, now, portfolioNumber, zone } from "./nine-numbers";

test("says of the nine numbers who needs you and why", () => {
  expect(verdict(nine, zone, now)).toEqual({
    headline: "2 of 9 numbers need you, 1 we cannot see.",
    detail:
      "Lumen Loans ends on Sunday. Kite Fashion – Offers is at high risk since yesterday: opt-outs after Festive-2.",
    needYou: 2,
    unseen: 1,
  });
});

const calm = portfolioNumber({ name: "Calm" });
const watched = portfolioNumber({ name: "Watched", band: "watch", score: 30 });
const unseen = portfolioNumber({ name: "Unseen", freshness: "stale" });
const tooNew = portfolioNumber({ name: "New", band: "unknown", score: null });

test.each([
  ["everything quiet", [calm, calm], "All 2 numbers are quiet. Nothing to do."],
  ["a single quiet number", [calm], "Your number is quiet. Nothing to do."],
  [
    "a number too new to judge is no alarm",
    [calm, tooNew],
    "All 2 numbers are quiet. Nothing to do.",
  ],
  ["something on watch", [calm, watched], "No number needs you, 1 of 2 on watch."],
  ["something unseen", [calm, unseen], "Nothing needs you, but 1 of 2 we cannot see."],
] as const)("%s", (_name, numbers, headline) => {
  expect(verdict(numbers, zone, now)).toMatchObject({ headline, detail: "" });
});

const restriction = { until: "2026-11-26T08:50:00Z", day: null, inherited: true, words: "" };
const base = {
  name: "Deals",
  account: "9",
  accountName: "Roast & Co",
  score: 85,
  band: "critical",
} as const;

test.each([
  [
    "a restriction and its end",
    { ...base, sending: "restricted", restriction },
    "Roast & Co is restricted until Thu 14:20.",
  ],
  [
    "an account without a name by its id",
    { ...base, accountName: null, sending: "restricted", restriction },
    "Account 9 is restricted until Thu 14:20.",
  ],
  [
    "a restriction without an end",
    { ...base, sending: "restricted", restriction: { ...restriction, until: null } },
    "Roast & Co is restricted.",
  ],
  [
    "a restriction of one number",
    { ...base, sending: "restricted", restriction: { ...restriction, inherited: false } },
    "Deals is restricted until Thu 14:20.",
  ],
  ["a disabled account", { ...base, sending: "disabled" }, "Roast & Co is disabled."],
  [
    "a disable on its day",
    { ...base, sending: "disable_scheduled", restriction: { ...restriction, day: "2026-11-23" } },
    "Roast & Co ends today.",
  ],
  [
    "sending stopped without risk",
    { ...base, band: "low", score: 0, sending: "stopped" },
    "Deals cannot send.",
  ],
  [
    "WhatsApp keeps its capital",
    { ...base, reason: "WhatsApp refuses messages" },
    "Deals is at critical risk: WhatsApp refuses messages.",
  ],
] as const)("the second sentence names %s", (_name, number, detail) => {
  expect(verdict([portfolioNumber(number), calm], zone, now).detail).toBe(detail);
});

test("always says what cannot be seen", () => {
  expect(blindSpots(nine)).toEqual([
    "blocks and reports on 8 of 9 (WhatsApp tells nobody)",
    "anything new on 1 that went silent",
  ]);
});
