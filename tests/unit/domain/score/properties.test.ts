import { expect, test } from "vitest";
import { adviceOf, reasonOf, whyOf } from "@/lib/domain/advice";
import type { PlatformKind } from "@/lib/domain/event";
import { families, familyCaps } from "@/lib/domain/score/line";
import { type Score, scoreNumber } from "@/lib/domain/score/score";
import { days } from "@/lib/domain/time";
import { makeDice } from "@/tests/unit/domain/fold/events";
import {
  cloudApi,
  type DayOf,
  fact,
  now,
  type Scene,
  sumOfLines,
  windowWith,
  zone,
} from "./scenes";

const kinds: readonly [PlatformKind, "number" | "account" | "template", readonly string[]][] = [
  ["quality", "number", ["green", "yellow", "red", "unknown"]],
  ["violation", "account", ["SCAM"]],
  [
    "restricted",
    "account",
    ["RESTRICTED_BIZ_INITIATED_MESSAGING", "RESTRICTED_UTILITY_TEMPLATES", "SOMETHING"],
  ],
  ["restriction_lifted", "account", ["RESTRICTED_BIZ_INITIATED_MESSAGING"]],
  ["disable_scheduled", "account", [""]],
  ["disabled", "account", [""]],
  ["reinstated", "account", [""]],
  ["growth_refused", "account", [""]],
  ["health", "number", ["available", "blocked"]],
  ["template_status", "template", ["paused", "flagged", "disabled", "rejected", "approved"]],
  ["template_quality", "template", ["yellow", "red", "green"]],
  ["template_category", "template", ["marketing"]],
];

function randomScene(seed: number): Scene {
  const dice = makeDice(seed);
  const upTo = (most: number) => Math.floor(dice() * most);
  const quiet = dice();
  const harm = dice() < 0.5 ? 0 : 1;
  const daysOf = Array.from({ length: 37 }, (_, age): DayOf | undefined => {
    if (dice() < quiet) return undefined;
    const delivered = upTo(dice() < 0.2 ? 20_000 : 900);
    const part = (share: number) => upTo(delivered * share * harm + 1);
    const codes = {
      131026: part(0.2),
      131049: part(0.2),
      131048: upTo(2) * harm,
      130497: upTo(2) * harm,
      131031: upTo(4) * harm,
      132007: upTo(2) * harm,
    };
    return {
      age,
      delivered,
      read24h: upTo(delivered + 1),
      optedOut: part(0.03),
      blocked: part(0.02),
      reported: part(0.005),
      utility: upTo(500),
      codes,
    };
  }).filter((day) => day !== undefined);
  const facts = Array.from({ length: upTo(5) }, () => {
    const [kind, node, values] = kinds[upTo(kinds.length)] ?? ["quality", "number", ["red"]];
    const at = now - upTo(days(60));
    return fact({
      kind,
      node,
      value: values[upTo(values.length)] ?? null,
      at,
      until: dice() < 0.5 ? at + days(upTo(20)) : null,
      template: `t${upTo(3)}`,
      detail: { reason: "SCAM" },
    });
  });
  const leaks = Array.from({ length: upTo(4) }, () => ({
    hour: now - upTo(days(6)),
    campaign: null,
    count: upTo(40),
  }));
  const people = [
    {
      day: "2026-11-23",
      reached: 800,
      firstContacts: upTo(800),
      weekReached: 900,
      weekOverThree: upTo(900),
    },
  ];
  return { daysOf, facts, leaks, people, sources: dice() < 0.8 ? [cloudApi()] : [] };
}

const scores: readonly Score[] = Array.from({ length: 400 }, (_, seed) =>
  scoreNumber(windowWith(randomScene(seed + 1))),
);

test("the points of all lines sum to the score exactly", () => {
  for (const score of scores) expect(sumOfLines(score)).toBe(score.score ?? score.behaviour);
  expect(new Set(scores.map(({ band }) => band)).size).toBe(5);
});

test("points are whole, no factor exceeds its cap, no family its own", () => {
  for (const { lines, score } of scores) {
    for (const { points, cap } of lines) {
      expect(Number.isInteger(points)).toBe(true);
      expect(points).toBeLessThanOrEqual(cap ?? 100);
    }
    for (const family of families) {
      const own = lines.filter(
        (line) =>
          line.family === family &&
          !line.factor.startsWith("floor:") &&
          line.factor !== "scale_end",
      );
      expect(own.reduce((sum, { points }) => sum + points, 0)).toBeLessThanOrEqual(
        familyCaps[family],
      );
    }
    expect(score ?? 0).toBeLessThanOrEqual(100);
  }
});

test("a score survives JSON as it is", () => {
  for (const score of scores) expect(JSON.parse(JSON.stringify(score))).toEqual(score);
});

test("the next change lies ahead, within an hour", () => {
  for (const { nextChangeAt } of scores) {
    expect(nextChangeAt).toBeGreaterThan(now);
    expect(nextChangeAt).toBeLessThanOrEqual(now + days(1 / 24));
  }
});

test("every line and reason has words without a gap", () => {
  for (const { lines, facts, topReason } of scores) {
    const texts = [...lines, ...facts].flatMap(({ why, advice }) => [
      whyOf(why, zone),
      ...(advice ? [adviceOf(advice, zone).text] : []),
    ]);
    for (const text of [...texts, reasonOf(topReason, zone)]) {
      expect(text).not.toMatch(/[{}[\]]|undefined|NaN|null|Infinity/);
      expect(text.length).toBeGreaterThan(3);
    }
  }
});

test("the order of the rows and facts changes nothing", () => {
  for (const seed of [3, 7, 11, 19]) {
    const window = windowWith(randomScene(seed));
    const turned = {
      ...window,
      facts: window.facts.toReversed(),
      failureDays: window.failureDays.toReversed(),
      failureHours: window.failureHours.toReversed(),
    };

    expect(scoreNumber(turned)).toEqual(scoreNumber(window));
  }
});

test("scoring a number takes well under a millisecond", () => {
  const window = windowWith(randomScene(5));

  // The fastest of many batches: others may be using the machine.
  const batches = Array.from({ length: 40 }, () => {
    const began = performance.now();
    for (let index = 0; index < 25; index += 1) scoreNumber(window);
    return (performance.now() - began) / 25;
  });

  expect(Math.min(...batches)).toBeLessThan(1);
});
