import { expect, test } from "vitest";
import { doneAt, type Evidence } from "@/lib/domain/advice-done";
import { noCounts } from "@/lib/domain/counts";
import { scoreNumber } from "@/lib/domain/score/score";
import { emptyWindow, type Fact, type NumberWindow } from "@/lib/domain/score/window";
import { days, hours } from "@/lib/domain/time";

const zone = "Asia/Kolkata";
/** Friday 27 November 2026, 12:00 in India. */
const friday = Date.parse("2026-11-27T06:30:00Z");
const sunday = Date.parse("2026-11-22T06:00:00Z");

function evidence(more: Partial<NumberWindow> = {}, uses: Record<string, number> = {}): Evidence {
  const window = { ...emptyWindow(friday, zone), ...more };
  return {
    window,
    score: scoreNumber(window),
    since: sunday,
    lastUse: (name) => uses[name],
  };
}

const sentAt = (hour: number) => {
  const marketing = { ...noCounts, sent: 100, delivered: 100 };
  return { hours: [{ hour, all: marketing, marketing }] };
};

function fact(kind: Fact["kind"], value: string, at: number): Fact {
  return {
    node: "template",
    at,
    kind,
    value,
    until: null,
    detail: null,
    inherited: false,
    template: "offer",
    use: "own",
  };
}

function sentOn(day: string, delivered: number, optedOut: number) {
  const marketing = { ...noCounts, sent: delivered, delivered, optedOut };
  const business = { sent: delivered, delivered };
  return { days: [{ day, all: marketing, marketing, unknownDelivered: 0, business }] };
}

const words = (key: string, params = {}) => ({ key, params });
const restTo = (date: string) => words("rest_marketing", { date });

test.each([
  // The hour of the last message ends at 13:00 Thursday; 24 hours later is not yet.
  [
    "stop_campaign, 23 hours after the last message",
    words("stop_campaign"),
    sentAt(friday - hours(24)),
    null,
  ],
  [
    "stop_campaign, 25 hours after",
    words("stop_campaign"),
    sentAt(friday - hours(26)),
    friday - hours(1),
  ],
  ["rest_marketing, before its day", restTo("2026-11-28"), sentAt(sunday), null],
  [
    "rest_marketing, on its day",
    restTo("2026-11-27"),
    sentAt(sunday),
    Date.parse("2026-11-26T18:30:00Z"),
  ],
  ["rest_marketing, broken on the way", restTo("2026-11-27"), sentAt(sunday + days(2)), null],
  [
    "honour_opt_outs, 48 hours after the last leak",
    words("honour_opt_outs"),
    { leaks: [{ hour: sunday + hours(1), campaign: null, count: 3 }] },
    sunday + hours(2 + 48),
  ],
  [
    "honour_opt_outs, leaked again yesterday",
    words("honour_opt_outs"),
    { leaks: [{ hour: friday - days(1), campaign: null, count: 1 }] },
    null,
  ],
  [
    "fix_template, approved since",
    words("fix_template", { template: "offer" }),
    { facts: [fact("template_status", "APPROVED", sunday + days(2))] },
    sunday + days(2),
  ],
  [
    "fix_template, approved before it was advised",
    words("fix_template", { template: "offer" }),
    { facts: [fact("template_status", "APPROVED", sunday - days(2))] },
    null,
  ],
  [
    "narrow_audience, a campaign that went well",
    words("narrow_audience"),
    sentOn("2026-11-24", 1000, 4),
    Date.parse("2026-11-25T18:30:00Z"),
  ],
  [
    "narrow_audience, one that did not",
    words("narrow_audience"),
    sentOn("2026-11-24", 1000, 5),
    null,
  ],
  [
    "narrow_audience, one too small to say",
    words("narrow_audience"),
    sentOn("2026-11-24", 199, 0),
    null,
  ],
  [
    "pilot_first, 200 people",
    words("pilot_first"),
    sentOn("2026-11-24", 200, 0),
    Date.parse("2026-11-25T18:30:00Z"),
  ],
  [
    "appeal, reinstated",
    words("appeal"),
    { facts: [fact("reinstated", "", sunday + days(3))] },
    sunday + days(3),
  ],
  ["pay, first message delivered", words("pay"), sentAt(sunday + hours(5)), sunday + hours(6)],
  [
    "grow_steadily, which nothing ends",
    words("grow_steadily"),
    sentOn("2026-11-24", 1000, 0),
    null,
  ],
])("%s", (_name, advice, window, at) => {
  expect(doneAt(advice, evidence(window))).toBe(at);
});

test("a list is dropped after seven days unused", () => {
  const list = words("drop_list", { list: "fair.csv" });

  expect(doneAt(list, evidence({}, { "fair.csv": friday - days(7) }))).toBe(friday);
  expect(doneAt(list, evidence({}, { "fair.csv": friday - days(7) + 1 }))).toBeNull();
  expect(doneAt(list, evidence())).toBeNull();
});
