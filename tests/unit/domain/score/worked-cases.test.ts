import { expect, test } from "vitest";
import { days } from "@/lib/domain/time";
import { fact, lineOf, now, pointsOf, scoreOf, sumOfLines } from "./scenes";

/** Every worked case of ux.md 2.5; the arithmetic stands beside each so that a new row can be predicted. */

test.each([
  // (k + 0.003·200) / (n + 200); from 0.5 % to 2 %; cap 40
  [0, 200, 0], // 0.6/400 = 0.15 %
  [1, 200, 0], // 1.6/400 = 0.40 %
  [4, 200, 17], // 4.6/400 = 1.15 % → 40 · 0.65/1.5 = 17.33
  [10, 200, 40], // 10.6/400 = 2.65 % → full
  [5, 1_000, 0], // 5.6/1200 = 0.467 %
  [10, 1_000, 10], // 10.6/1200 = 0.883 % → 40 · 0.2556 = 10.2
  [15, 1_000, 21], // 15.6/1200 = 1.3 % → 40 · 0.5333 = 21.3
  [20, 1_000, 32], // 20.6/1200 = 1.717 % → 40 · 0.8111 = 32.4
  [38, 2_014, 33], // 38.6/2214 = 1.743 % → 40 · 0.829 = 33.2
])("%i people who asked to stop of %i make %i points", (optedOut, delivered, points) => {
  expect(pointsOf({ daysOf: [{ age: 0, delivered, optedOut }] }, "opt_out_rate")).toBe(points);
});

test("199 delivered in 28 days are not enough", () => {
  const line = lineOf(
    scoreOf({
      daysOf: [
        { age: 0, delivered: 100 },
        { age: 27, delivered: 99 },
      ],
    }),
    "opt_out_rate",
  );

  expect(line).toMatchObject({ state: "not_enough_data", points: 0, sample: 199, minimum: 200 });
});

const burst = { delivered: 4_310, optedOut: 98 };
const usual = [7, 13, 20, 27].map((age) => ({ age, delivered: 4_400, optedOut: 22 })); // 88 of 17,600

test("a burst of 98 of 4,310 is full, and 4.57 times the usual", () => {
  const score = scoreOf({ daysOf: [{ age: 0, ...burst }, ...usual] });

  expect(lineOf(score, "opt_out_rate").points).toBe(40); // 98.6/4510 = 2.19 %
  // usual 88.6/17800 = 0.4978 %; 2.2738 %/0.4978 % = 4.568; 15 · 2.568/3 = 12.84
  expect(lineOf(score, "opt_out_surge")).toMatchObject({ points: 13, sample: 4_310, harm: 98 });
  expect(lineOf(score, "opt_out_surge").value).toBeCloseTo(4.568, 3);
});

test.each([
  [0, 40],
  [3, 40],
  [4, 34], // 40 · 6/7 = 34.29
  [5, 23], // 40 · 4/7 = 22.86
  [6, 11], // 40 · 2/7 = 11.43
  [7, 0],
])("the same burst %i days later makes %i points, nothing sent since", (age, points) => {
  expect(pointsOf({ daysOf: [{ age, ...burst }] }, "opt_out_rate")).toBe(points);
});

test.each([
  [1, 500, 2], // 1.25/1000 = 0.125 % → 40 · 0.0625 = 2.5 on paper, a hair less in doubles of percents
  [3, 1_000, 12], // 3.25/1500 = 0.2167 % → 40 · 0.2917 = 11.67
  [5, 1_000, 25], // 5.25/1500 = 0.35 % → 40 · 0.625 = 25
])("%i reports of %i make %i points", (reported, delivered, points) => {
  expect(pointsOf({ daysOf: [{ age: 0, delivered, reported }] }, "report_rate")).toBe(points);
});

test("one report of 499 is not enough data", () => {
  expect(
    lineOf(scoreOf({ daysOf: [{ age: 0, delivered: 499, reported: 1 }] }), "report_rate").state,
  ).toBe("not_enough_data");
});

test.each([
  // (k + 0.03·200) / (n + 200); from 5 % to 15 %; cap 25
  [20, 200, 4], // 26/400 = 6.5 % → 25 · 0.15 = 3.75
  [391, 3_210, 17], // 397/3410 = 11.64 % → 25 · 0.664 = 16.6
  [150, 1_000, 20], // 156/1200 = 13 % → 25 · 0.8 = 20
])("%i numbers not on WhatsApp of %i attempts make %i points", (unreachable, attempts, points) => {
  const sent = attempts - unreachable;

  expect(
    pointsOf(
      { daysOf: [{ age: 0, sent, delivered: sent, codes: { 131026: unreachable } }] },
      "unreachable_rate",
    ),
  ).toBe(points);
});

test.each([
  // 5 at the first, then linearly to 25 at min(100, 1 % of marketing)
  [1, 10_000, 5],
  [37, 5_200, 19], // 1 % = 52: 5 + 20 · 36/51 = 19.1
  [60, 4_000, 25], // 1 % = 40: full
  [2, 150, 25], // more than 1 %
  [1, 50, 5],
  [100, 1_000_000, 25],
  [50, 1_000_000, 15], // 5 + 20 · 49/99 = 14.9
])("%i messages after a no of %i make %i points", (after, delivered, points) => {
  const leaks = [{ hour: now, campaign: null, count: after }];

  expect(pointsOf({ daysOf: [{ age: 0, delivered }], leaks }, "messages_after_no")).toBe(points);
});

test.each([
  [1_100, 0], // 1.1 ×
  [3_000, 3], // 3 × → 10 · 1/3 = 3.33
  [5_100, 10], // 5.1 × → full
])("a busiest day of %i against 1,000 makes %i points", (delivered, points) => {
  expect(
    pointsOf(
      {
        daysOf: [
          { age: 0, delivered },
          { age: 10, delivered: 1_000 },
        ],
      },
      "volume_surge",
    ),
  ).toBe(points);
});

test.each([
  [0.46, 0.62, 4], // drop 25.8 % → 20 · 5.8/30 = 3.87
  [0.22, 0.25, 6], // drop 12 %: nothing; 22 % → 15 · 8/20 = 6
  [0.1, 0.3, 20], // drop 66.7 % → full
])("matured reads of %d against %d make %i points", (current, before, points) => {
  const daysOf = [
    { age: 3, delivered: 1_000, read24h: 1_000 * current },
    { age: 12, delivered: 1_000, read24h: 1_000 * before },
  ];

  expect(pointsOf({ daysOf }, "read_rate")).toBe(points);
});

test.each([
  [0, 60],
  [7, 60],
  [8, 58], // 60 − 35 · 1/23 = 58.5 → 58
  [14, 49], // 60 − 35 · 7/23 = 49.3
  [21, 39], // 60 − 35 · 14/23 = 38.7
  [30, 25],
  [31, 0],
])("a violation on day %i is worth at least %i", (day, atLeast) => {
  const score = scoreOf({
    daysOf: [{ age: 0, delivered: 1_000, read24h: 600 }],
    facts: [fact({ kind: "violation", at: now - days(day), value: "SCAM" })],
  });

  expect(score.score).toBe(atLeast);
  expect(sumOfLines(score)).toBe(atLeast);
});

test("a scheduled disable on a behaviour of 25 adds a line of 70", () => {
  const rejected = ["a", "b"].map((template) =>
    fact({
      node: "template",
      kind: "template_status",
      template,
      value: "rejected",
      detail: { reason: "PROMOTIONAL" },
    }),
  );

  const score = scoreOf({
    daysOf: [{ age: 3, delivered: 3_100, optedOut: 31, read24h: 2_000 }], // 31.6/3300 = 0.9576 % → 40 · 0.305 = 12.2
    people: [
      { day: "2026-11-23", reached: 0, firstContacts: 0, weekReached: 1_000, weekOverThree: 190 },
    ], // 10 · 9/30 = 3
    facts: [
      ...rejected, // 2 · 3 = 6
      fact({
        node: "template",
        kind: "template_category",
        template: "c",
        value: "marketing",
        detail: { previous: "utility" },
      }), // 4
      fact({ kind: "disable_scheduled", detail: { day: "2026-11-29" } }),
    ],
  });

  expect(score.behaviour).toBe(25); // 12 + 3 + 6 + 4
  expect(lineOf(score, "floor:disable_scheduled").points).toBe(70);
  expect(score.score).toBe(95);
});
