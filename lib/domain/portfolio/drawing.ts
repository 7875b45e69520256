import type { Instant } from "@/lib/domain/event";
import { days, hours } from "@/lib/domain/time";
import { dayTicks } from "./ticks";

interface TrendPoint {
  at: string;
  score: number | null;
  reconstructed: boolean;
  delivered: number;
  read: number;
  failed: number;
  failedYours: number;
  optedOut: number;
}

interface Trend {
  zone: string;
  step: "1h" | "1d";
  points: readonly TrendPoint[];
  markers: readonly { at: string }[];
}

export interface DrawnPoint {
  at: Instant;
  score: number | null;
  /** The same score where it was worked out afterwards: drawn dashed, up to the first that was said live. */
  reconstructed: number | null;
  /** The score again where no line reaches it, and at the newest one: drawn as a dot. */
  dot: number | null;
  delivered: number;
  read: number;
  /** Delivered and not read: what stands on top of `read` in the pile. */
  unread: number;
  failedYours: number;
  failedOther: number;
  optedOut: number;
}

export interface TrendDrawing {
  points: DrawnPoint[];
  /** False while there is no score to draw. */
  isScored: boolean;
  isReconstructed: boolean;
  from: Instant;
  to: Instant;
  days: number;
  ticks: Instant[];
  /** Numbered as in the list under the chart; neighbours share one line: "2–4". */
  marks: { at: Instant; label: string }[];
}

const mostTicks = 8;

/** A trend ready to draw: moments as numbers, piles as their parts. */
export function drawTrend({ zone, step, points, markers }: Trend): TrendDrawing {
  const drawn = withDots(points.map((point, index) => drawPoint(point, points[index - 1])));
  const from = drawn[0]?.at ?? 0;
  const to = (drawn.at(-1)?.at ?? 0) + (step === "1h" ? hours(1) : days(1));
  return {
    points: drawn,
    isScored: drawn.some(({ score }) => score !== null),
    isReconstructed: points.some(({ reconstructed }) => reconstructed),
    from,
    to,
    days: Math.round((to - from) / days(1)),
    ticks: dayTicks(from, to, zone, mostTicks),
    marks: drawMarks(markers, from, to),
  };
}

/** Closer than this share of the axis, two numbers would lie on each other. */
const closest = 0.02;

function drawMarks(markers: Trend["markers"], from: Instant, to: Instant): TrendDrawing["marks"] {
  const groups: { at: Instant; first: number; last: number }[] = [];
  for (const [index, marker] of markers.entries()) {
    const at = Date.parse(marker.at);
    if (at < from || at >= to) continue;
    const group = groups.at(-1);
    if (group && at - group.at < closest * (to - from)) group.last = index + 1;
    else groups.push({ at, first: index + 1, last: index + 1 });
  }
  return groups.map(({ at, first, last }) => ({
    at,
    label: first === last ? `${first}` : `${first}–${last}`,
  }));
}

function withDots(points: DrawnPoint[]): DrawnPoint[] {
  const newest = points.findLastIndex(({ score }) => score !== null);
  return points.map((point, index) => {
    const before = points[index - 1]?.score ?? null;
    const after = points[index + 1]?.score ?? null;
    const isAlone = before === null && after === null;
    return isAlone || index === newest ? { ...point, dot: point.score } : point;
  });
}

/** Oldest first, as people tell a story. */
export function inOrder<T extends { at: string }>(markers: readonly T[]): T[] {
  return markers.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

function drawPoint(
  { at, score, delivered, read, failed, failedYours, optedOut, reconstructed }: TrendPoint,
  before: TrendPoint | undefined,
): DrawnPoint {
  return {
    at: Date.parse(at),
    score,
    reconstructed: reconstructed || before?.reconstructed ? score : null,
    dot: null,
    delivered,
    read,
    unread: Math.max(0, delivered - read),
    failedYours,
    failedOther: Math.max(0, failed - failedYours),
    optedOut,
  };
}
