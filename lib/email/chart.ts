import { Resvg } from "@resvg/resvg-js";
import type { Instant } from "@/lib/domain/event";

export interface ChartPoint {
  at: Instant;
  /** Null where there was not enough to judge. */
  score: number | null;
}

export interface Chart {
  from: Instant;
  to: Instant;
  points: readonly ChartPoint[];
  /** Where a campaign began. */
  mark: Instant | undefined;
}

export const chartSize = { width: 560, height: 96 } as const;
const padding = { top: 8, right: 10, bottom: 8, left: 6 };

/** Our bands' own scale (ux.md 1.3): slate, ochre, orange, dark magenta. Never the colours of WhatsApp's rating. */
const bandColours = [
  { from: 0, colour: "#64748b" },
  { from: 25, colour: "#a8761c" },
  { from: 50, colour: "#d2600f" },
  { from: 75, colour: "#8b1a6b" },
] as const;
const bandEdgeLines = [25, 50, 75] as const;

const mostBytes = 10_000;

const drawn = new WeakMap<Chart, Uint8Array>();

/** The score over the last week as a PNG without any text in it: words belong to the mail. Drawn once for all readers. */
export function drawChart(chart: Chart): Uint8Array {
  const known = drawn.get(chart);
  if (known) return known;
  const png = draw(chart);
  drawn.set(chart, png);
  return png;
}

function draw(chart: Chart): Uint8Array {
  const smooth = render(chartSvg(chart));
  if (smooth.length < mostBytes) return smooth;
  // A restless week costs bytes by its soft edges and its many turns: fewer and harder ones keep the mail small.
  const points = chart.points.filter((_, index) => (chart.points.length - 1 - index) % 4 === 0);
  return render(chartSvg({ ...chart, points }, "crispEdges"));
}

function render(svg: string): Uint8Array {
  return new Resvg(svg).render().asPng();
}

export function chartSvg(chart: Chart, edges: "auto" | "crispEdges" = "auto"): string {
  const { width, height } = chartSize;
  const lines = bandEdgeLines.map(
    (edge) =>
      `<line x1="0" x2="${width}" y1="${y(edge)}" y2="${y(edge)}" stroke="#c3c9d1" stroke-width="1" stroke-dasharray="2 4"/>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" shape-rendering="${edges}">`,
    `<rect width="${width}" height="${height}" rx="6" fill="#ffffff"/>`,
    ...lines,
    markOf(chart),
    ...runsOf(chart.points).map((run) => stroke(chart, run)),
    lastDot(chart),
    "</svg>",
  ].join("");
}

function markOf({ mark, ...chart }: Chart): string {
  if (mark === undefined || mark < chart.from || mark > chart.to) return "";
  const at = x({ ...chart, mark }, mark);
  return `<line x1="${at}" x2="${at}" y1="${padding.top}" y2="${chartSize.height - padding.bottom}" stroke="#1f2a37" stroke-width="1.5"/><path d="M${at - 5} 2h10l-5 8z" fill="#1f2a37"/>`;
}

/** Unbroken stretches: where nothing could be judged, no line is drawn. */
function runsOf(points: readonly ChartPoint[]): { at: Instant; score: number }[][] {
  const runs: { at: Instant; score: number }[][] = [[]];
  for (const { at, score } of points) {
    if (score === null) runs.push([]);
    else runs.at(-1)?.push({ at, score });
  }
  return runs.filter((run) => run.length > 0);
}

function stroke(chart: Chart, run: readonly { at: Instant; score: number }[]): string {
  const parts = run.slice(1).map((point, index) => {
    const before = run[index] ?? point;
    const colour = colourOf(Math.max(before.score, point.score));
    return `<path d="M${x(chart, before.at)} ${y(before.score)}L${x(chart, point.at)} ${y(point.score)}" stroke="${colour}" stroke-width="2.5" stroke-linecap="round" fill="none"/>`;
  });
  return parts.join("");
}

function lastDot(chart: Chart): string {
  const last = chart.points.at(-1);
  if (!last || last.score === null) return "";
  return `<circle cx="${x(chart, last.at)}" cy="${y(last.score)}" r="5" fill="${colourOf(last.score)}"/>`;
}

function colourOf(score: number): string {
  return bandColours.findLast(({ from }) => score >= from)?.colour ?? bandColours[0].colour;
}

function x({ from, to }: Chart, at: Instant): number {
  const share = (at - from) / Math.max(1, to - from);
  const inner = chartSize.width - padding.left - padding.right;
  return round(padding.left + inner * Math.min(1, Math.max(0, share)));
}

function y(score: number): number {
  const inner = chartSize.height - padding.top - padding.bottom;
  return round(padding.top + inner * (1 - score / 100));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
