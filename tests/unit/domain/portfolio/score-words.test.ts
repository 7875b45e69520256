import { expect, test } from "vitest";
import {
  bandOfScore,
  count,
  movedRows,
  moveWords,
  percent,
  points,
} from "@/lib/domain/portfolio/score-words";

test.each([
  [0, "low"],
  [24, "low"],
  [25, "watch"],
  [49, "watch"],
  [50, "high"],
  [74, "high"],
  [75, "critical"],
  [100, "critical"],
] as const)("%i is %s", (score, band) => {
  expect(bandOfScore(score)).toBe(band);
});

test.each([
  [64, 4, "+60 since yesterday"],
  [30, 41, "−11 since yesterday"],
  [30, 32, undefined],
  [30, null, undefined],
  [null, 30, undefined],
])("from %s to %s reads %s", (score, dayAgo, words) => {
  expect(moveWords(score, dayAgo)).toBe(words);
});

test.each([
  [0, "0 %"],
  [0.0276, "2.8 %"],
  [0.005, "0.5 %"],
  [0.0001, "under 0.1 %"],
  [0.634, "63 %"],
  [0.9999, "99 %"],
  [1, "100 %"],
])("the share %s reads %s", (share, words) => {
  expect(percent(share)).toBe(words);
});

test.each([
  [["a", "b", "c"], ["a", "b", "c"], 0],
  [["a", "b", "c"], ["b", "a", "c"], 2],
  [["a", "b"], ["a", "b", "c"], 1],
  [["a", "b", "c"], ["a", "b"], 1],
])("rows %j that should be %j are so many changes: %i", (shown, wanted, changes) => {
  expect(movedRows(shown, wanted)).toBe(changes);
});

test("figures read as people write them", () => {
  expect([points(-12), points(40), count(4742)]).toEqual(["−12", "40", "4,742"]);
});
