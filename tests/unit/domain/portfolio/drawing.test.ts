import { expect, test } from "vitest";
import { drawTrend } from "@/lib/domain/portfolio/drawing";

const point = (at: string, over = {}) => ({
  at,
  score: 4,
  reconstructed: false,
  delivered: 90,
  read: 60,
  failed: 10,
  failedYours: 7,
  optedOut: 1,
  ...over,
});

const trend = {
  zone: "UTC",
  step: "1d" as const,
  points: [point("2026-11-21T00:00:00Z"), point("2026-11-22T00:00:00Z", { read: 95, score: null })],
  markers: [{ at: "2026-11-20T10:00:00Z" }, { at: "2026-11-22T10:02:00Z" }],
};

test("piles are cut into parts that do not overlap and are never negative", () => {
  expect(drawTrend(trend).points).toMatchObject([
    { read: 60, unread: 30, failedYours: 7, failedOther: 3 },
    { read: 95, unread: 0, score: null },
  ]);
});

test("the axis ends with the last step, and marks outside of it keep their number but are not drawn", () => {
  expect(drawTrend(trend)).toMatchObject({
    from: Date.parse("2026-11-21T00:00:00Z"),
    to: Date.parse("2026-11-23T00:00:00Z"),
    days: 2,
    marks: [{ at: Date.parse("2026-11-22T10:02:00Z"), label: "2" }],
  });
});

test("a trend without points has nothing to draw", () => {
  expect(drawTrend({ ...trend, points: [], markers: [] })).toMatchObject({
    points: [],
    marks: [],
    isScored: false,
  });
});

test("a score that no line reaches gets a dot, and so does the newest", () => {
  const scores = [4, 5, null, 30, null, 56, 64];
  const points = scores.map((score, day) => point(`2026-11-1${day}T00:00:00Z`, { score }));

  expect(drawTrend({ ...trend, points }).points.map(({ dot }) => dot)).toEqual([
    null,
    null,
    null,
    30,
    null,
    null,
    64,
  ]);
});

test("marks that would lie on each other share one line and say which they are", () => {
  const markers = [
    { at: "2026-11-21T10:00:00Z" },
    { at: "2026-11-22T10:00:00Z" },
    { at: "2026-11-22T10:20:00Z" },
    { at: "2026-11-22T10:40:00Z" },
  ];

  expect(drawTrend({ ...trend, markers }).marks.map(({ label }) => label)).toEqual(["1", "2–4"]);
});

test("what was worked out afterwards is drawn apart, up to the first score that was said live", () => {
  const points = [12, 14, 15, 16].map((score, day) =>
    point(`2026-11-1${day}T00:00:00Z`, { score, reconstructed: day < 2 }),
  );
  const drawing = drawTrend({ ...trend, points });

  expect(drawing.isReconstructed).toBe(true);
  expect(drawing.points.map(({ reconstructed }) => reconstructed)).toEqual([12, 14, 15, null]);
  expect(drawTrend(trend).isReconstructed).toBe(false);
});
