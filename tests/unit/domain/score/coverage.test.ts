import { expect, test } from "vitest";
import { noCounts } from "@/lib/domain/counts";
import type { SourceSight } from "@/lib/domain/score/window";
import { days, hours } from "@/lib/domain/time";
import { cloudApi, fact, lineOf, now, type Scene, scoreOf, windowWith } from "./scenes";

const source = (provider: string, over: Partial<SourceSight> = {}): SourceSight => ({
  ...cloudApi(),
  provider,
  tokenState: "none",
  polledAt: null,
  subscribedAt: null,
  ...over,
});
const notice = { lastNoticeAt: now - days(29) };

test.each<[string, Scene, number]>([
  ["Cloud API with token: all but blocks and reports", { sources: [cloudApi()] }, 0.85],
  ["Cloud API without token: no rating either", { sources: [source("meta", notice)] }, 0.7],
  ["360dialog, number webhook only", { sources: [source("360dialog")] }, 0.55],
  ["360dialog with account webhook", { sources: [source("360dialog", notice)] }, 0.7],
  ["Twilio, with half of what tells of blocks", { sources: [source("twilio")] }, 0.62],
  ["account notices only", { sources: [{ ...cloudApi(), noticesOnly: true }] }, 0.3],
  ["monthly file of deliveries", { sources: [], daysOf: [{ age: 3, delivered: 10 }] }, 0.25],
  [
    "monthly file with reads and opt-outs",
    { sources: [], daysOf: [{ age: 3, delivered: 10, read24h: 1, optedOut: 1 }] },
    0.55,
  ],
  [
    "own events with everything but WhatsApp's words",
    { sources: [], daysOf: [{ age: 3, delivered: 10, read24h: 1, optedOut: 1, blocked: 1 }] },
    0.7,
  ],
  ["answers that are not read", { sources: [{ ...cloudApi(), readsAnswers: false }] }, 0.65],
  ["a source silent for 8 days", { sources: [source("meta", { lastEventAt: now - days(8) })] }, 0],
  ["nothing at all", { sources: [] }, 0],
])("%s", (_name, scene, coverage) => {
  expect(scoreOf(scene).coverage).toBe(coverage);
});

test("a rating told by hand and a notice told by the account count as seen", () => {
  const entered = fact({
    node: "number",
    kind: "quality",
    value: "green",
    at: now - days(5),
    detail: { how: "entered" },
  });
  const told = fact({ kind: "violation", at: now - days(29) });

  expect(scoreOf({ sources: [], facts: [entered] }).coverage).toBe(0.15);
  expect(scoreOf({ sources: [], facts: [told] }).coverage).toBe(0.15);
});

const enough = [{ age: 1, delivered: 1_000, read24h: 600 }];

test.each<[string, Scene, "low" | "unknown"]>([
  ["is low when enough is seen of enough messages", { daysOf: enough }, "low"],
  [
    "is unknown under 40 % of coverage",
    { daysOf: [{ age: 1, delivered: 1_000 }], sources: [] },
    "unknown",
  ],
  [
    "is unknown without any rate's minimum in 28 days",
    { daysOf: [{ age: 1, delivered: 199 }] },
    "unknown",
  ],
  ["is known with the minimum 27 days ago", { daysOf: [{ age: 27, delivered: 200 }] }, "low"],
  ["is unknown with the minimum 28 days ago", { daysOf: [{ age: 28, delivered: 200 }] }, "unknown"],
])("a quiet number %s", (_name, scene, band) => {
  const score = scoreOf(scene);

  expect([score.band, score.score]).toEqual([band, band === "unknown" ? null : 0]);
});

test("unknown never hides risk: 25 points or a floor always show", () => {
  const opted = { sources: [], daysOf: [{ age: 1, delivered: 200, optedOut: 10 }] };

  expect(scoreOf(opted)).toMatchObject({ score: 40, band: "watch", coverage: 0.45 });
  expect(
    scoreOf({
      sources: [],
      facts: [fact({ kind: "restricted", value: "RESTRICTED_UTILITY_TEMPLATES" })],
    }),
  ).toMatchObject({ score: 60, band: "high" });
});

test("an unknown number says how far it is", () => {
  const score = scoreOf({ daysOf: [{ age: 1, delivered: 63 }] });

  expect(score.progress).toEqual({ have: 63, need: 200 });
  expect(score.topReason).toMatchObject({ key: "short:too_new", params: { have: 63, need: 200 } });
});

test("what a source cannot tell and what is not enough yet are two different things", () => {
  const score = scoreOf({ daysOf: [{ age: 1, delivered: 100 }] });

  expect(lineOf(score, "block_rate")).toMatchObject({
    state: "not_available",
    why: { key: "not_available.blocks" },
  });
  expect(lineOf(score, "opt_out_rate")).toMatchObject({
    state: "not_enough_data",
    why: { key: "not_enough_data" },
  });
});

test("nothing seen lowers coverage and never raises a score", () => {
  const seen = windowWith({ daysOf: enough });
  const unseen = {
    ...seen,
    sources: [],
    days: seen.days.map((row) => ({
      ...row,
      all: { ...row.all, read: 0 },
      marketing: { ...noCounts, delivered: 1_000 },
    })),
    hours: [],
  };

  expect(scoreOf({ ...unseen }).behaviour).toBeLessThanOrEqual(scoreOf({ ...seen }).behaviour);
  expect(scoreOf({ ...unseen }).coverage).toBeLessThan(scoreOf({ ...seen }).coverage);
  expect(scoreOf({ sources: [], now: now + hours(1) }).behaviour).toBe(0);
});
