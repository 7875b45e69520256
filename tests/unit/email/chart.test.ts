import { expect, test } from "vitest";
import { chartSvg, drawChart } from "@/lib/email/chart";
import { composeStory } from "@/lib/email/compose";
import { festiveStory } from "./stories";

const { chart } = festiveStory();
if (!chart) throw new Error("the example has a chart");

test("is a PNG of 560 by 96 under 10 KB", () => {
  const png = Buffer.from(composeStory(festiveStory(), "").picture ?? []);

  expect(png.subarray(1, 4).toString()).toBe("PNG");
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([560, 96]);
  expect(png.length).toBeLessThan(10_000);
});

test("stays under 10 KB for the most restless week", () => {
  const points = Array.from({ length: 168 }, (_, hour) => ({
    at: chart.from + hour * 3_600_000,
    score: (hour * 37) % 100,
  }));

  expect(drawChart({ ...chart, points }).length).toBeLessThan(10_000);
});

test("holds no text and none of the colours of WhatsApp's rating", () => {
  const svg = chartSvg(chart);

  expect(svg).not.toContain("<text");
  const colours = [...svg.matchAll(/#([0-9a-f]{6})/g)].map(([, hex]) => hex);
  expect(new Set(colours)).not.toContain("ff0000");
  expect(new Set(colours)).toContain("d2600f");
});

test("draws three band edges and marks the campaign", () => {
  const marked = chartSvg(chart);
  const unmarked = chartSvg({ ...chart, mark: undefined });

  expect(unmarked.match(/<line /g)).toHaveLength(3);
  expect(marked.match(/<line /g)).toHaveLength(4);
});

test("draws nothing where nothing could be judged", () => {
  const points = [
    { at: chart.from, score: 10 },
    { at: chart.from + 1, score: null },
    { at: chart.to, score: 60 },
  ];

  expect(chartSvg({ ...chart, points })).not.toContain('<path d="M6 ');
});
