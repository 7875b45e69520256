import { expect, test } from "vitest";
import { noCounts } from "@/lib/domain/counts";
import { advicesOf, limitWords, ratingNote, sentenceOf } from "@/lib/domain/number-words";
import { scoreNumber } from "@/lib/domain/score/score";
import { emptyWindow, type Fact, type NumberWindow } from "@/lib/domain/score/window";
import { addDays, days, hours, hourStart, minutes } from "@/lib/domain/time";

const zone = "Asia/Kolkata";
const now = Date.parse("2026-11-23T04:10:00Z");
const empty = emptyWindow(now, zone);

test("says opt-outs with their campaign and against the usual", () => {
  const usual = Array.from({ length: 20 }, (_, age) => day(addDays("2026-10-25", age), 1000, 5));
  const window = { ...empty, days: [...usual, day("2026-11-22", 4000, 90)], spotlight };

  expect(sentenceOf(scoreNumber(window), zone, now)).toBe(
    "2.3 % opted out of Festive-2 (90 of 4,000), 4.5 times the usual 0.5 %.",
  );
});

test.each([
  [fact("disabled"), "WhatsApp has disabled this account."],
  [
    fact("disable_scheduled", { detail: { day: "2026-11-29" } }),
    "WhatsApp will disable this account on Sun 29 Nov, in 6 days.",
  ],
  [
    fact("restricted", { value: "RESTRICTED_BIZ_INITIATED_MESSAGING", until: now + days(3) }),
    "Restricted until Thu 09:40: cannot start chats or send templates; can answer people who wrote in the last 24 hours.",
  ],
])("says first what WhatsApp has done", (one, sentence) => {
  expect(sentenceOf(scoreNumber({ ...empty, facts: [one] }), zone, now)).toBe(sentence);
});

test("says nothing of a number that nothing is to be said of", () => {
  expect(sentenceOf(scoreNumber(empty), zone, now)).toBe("");
  expect(advicesOf(scoreNumber(empty), zone)).toEqual([]);
});

test("advises each thing once, the heaviest reason first", () => {
  const window = {
    ...empty,
    days: [day("2026-11-22", 4000, 90)],
    facts: [fact("disable_scheduled")],
  };

  const keys = advicesOf(scoreNumber(window), zone).map(({ key }) => key);

  expect(keys[0]).toBe("appeal");
  expect(new Set(keys).size).toBe(keys.length);
});

test("tells first how to send again, before what WhatsApp held back", () => {
  const hour = hourStart(now, zone);
  const failed = (code: number, count: number) => ({ day: "2026-11-23" as const, code, count });
  const window: NumberWindow = {
    ...empty,
    failureDays: [failed(131049, 310), failed(131042, 212)],
    failureHours: [{ hour, code: 131042, count: 212 }],
  };

  expect(advicesOf(scoreNumber(window), zone).map(({ key }) => key)).toEqual([
    "pay",
    "do_not_retry",
  ]);
});

test.each([
  ["never asked", [], null, "not known"],
  ["fresh", [quality("green", hours(1))], hours(1), null],
  ["not rated", [quality("unknown", hours(1))], hours(1), "not rated yet"],
  ["a day old", [quality("yellow", hours(30))], hours(30), "as of Sun 03:40"],
  ["entered by hand", [quality("yellow", hours(1), "entered")], null, "entered by hand, 08:40"],
] as const)("a rating that is %s", (_name, facts, polledAgo, note) => {
  const window: NumberWindow = {
    ...empty,
    facts,
    sources: polledAgo === null ? [] : [source(now - polledAgo)],
  };

  expect(ratingNote(scoreNumber(window), zone, now)).toBe(note);
});

test("a limit is a number of people a day", () => {
  expect(limitWords("10000")).toBe("10,000 a day");
  expect(limitWords(null)).toBeNull();
});

const spotlight = {
  campaign: "Festive-2",
  template: null,
  list: null,
  listHarmShare: null,
  listVolumeShare: null,
  account: null,
};

function day(local: string, delivered: number, optedOut: number) {
  const counts = { ...noCounts, sent: delivered, delivered, optedOut };
  return {
    day: local,
    all: counts,
    marketing: counts,
    unknownDelivered: 0,
    business: { sent: delivered, delivered },
  };
}

function fact(kind: Fact["kind"], more: Partial<Fact> = {}): Fact {
  return {
    node: "account",
    at: now - minutes(5),
    kind,
    value: null,
    until: null,
    detail: null,
    inherited: true,
    template: null,
    use: null,
    ...more,
  };
}

function quality(value: string, age: number, how: "polled" | "entered" = "polled"): Fact {
  return fact("quality", {
    node: "number",
    at: now - age,
    value,
    detail: { how },
    inherited: false,
  });
}

function source(polledAt: number) {
  return {
    provider: "meta",
    readsAnswers: true,
    noticesOnly: false,
    tokenState: "ok" as const,
    lastEventAt: now,
    lastNoticeAt: null,
    polledAt,
    subscribedAt: now,
  };
}
