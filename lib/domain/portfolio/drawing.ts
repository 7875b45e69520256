import type { Instant } from "@/lib/domain/event";
import { days, hours } from "@/lib/domain/time";
import { dayTicks } from "./ticks";

interface TrendPoint {
  at: string;
  score: number | null;
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
  from: Instant;
  to: Instant;
  days: number;
  ticks: Instant[];
  /** Numbered as in the list under the chart. */
  marks: { at: Instant; label: string }[];
}

const mostTicks = 8;

/** A trend ready to draw: moments as numbers, piles as their parts. */
export function drawTrend({ zone, step, points, markers }: Trend): TrendDrawing {
  const drawn = points.map(drawPoint);
  const from = drawn[0]?.at ?? 0;
  const to = (drawn.at(-1)?.at ?? 0) + (step === "1h" ? hours(1) : days(1));
  return {
    points: drawn,
    from,
    to,
    days: Math.round((to - from) / days(1)),
    ticks: dayTicks(from, to, zone, mostTicks),
    marks: markers
      .map(({ at }, index) => ({ at: Date.parse(at), label: String(index + 1) }))
      .filter(({ at }) => at >= from && at < to),
  };
}

function drawPoint({
  at,
  score,
  delivered,
  read,
  failed,
  failedYours,
  optedOut,
}: TrendPoint): DrawnPoint {
  return {
    at: Date.parse(at),
    score,
    delivered,
    read,
    unread: Math.max(0, delivered - read),
    failedYours,
    failedOther: Math.max(0, failed - failedYours),
    optedOut,
  };
}
