import { expect, test } from "vitest";
import { thresholdWords, whyTable } from "@/lib/domain/portfolio/why";

const line = (
  family: "consent" | "list" | "platform",
  factor: string,
  points: number,
  state = "ok",
) => ({
  family,
  factor,
  points,
  state,
});

const lines = [
  line("consent", "opt_out_rate", 40, "risk"),
  line("consent", "opt_out_surge", 15, "risk"),
  line("consent", "block_rate", 17, "risk"),
  line("consent", "family_limit", -12),
  line("list", "unreachable_rate", 0, "not_enough_data"),
  line("platform", "template_quality", 5, "risk"),
  line("platform", "floor:disable_scheduled", 30),
];

test("families carry the sum of their lines, limits included, and everything adds up", () => {
  const { families, limits } = whyTable(lines);

  expect(families.map(({ family, points }) => [family, points])).toEqual([
    ["consent", 60],
    ["list", 0],
    ["pressure", 0],
    ["policy", 0],
    ["platform", 5],
  ]);
  const sum = [...families, ...limits].reduce((total, { points }) => total + points, 0);
  expect(sum).toBe(lines.reduce((total, { points }) => total + points, 0));
});

test("a family without points is closed only when nothing is missing in it", () => {
  const { families } = whyTable(lines);

  expect(families.filter(({ quiet }) => quiet).map(({ family }) => family)).toEqual([
    "pressure",
    "policy",
  ]);
});

test.each([
  [{ factor: "opt_out_rate", threshold: 0.005, full: 0.02 }, "from 0.5 %, full at 2 %"],
  [{ factor: "opt_out_surge", threshold: 2, full: 5 }, "from 2 ×, full at 5 ×"],
  [{ factor: "messages_after_no", threshold: 0, full: 0.01 }, "from the first, full at 1 %"],
  [{ factor: "template_quality", threshold: null, full: null }, ""],
])("%j reads “%s”", (factor, words) => {
  expect(thresholdWords(factor)).toBe(words);
});
