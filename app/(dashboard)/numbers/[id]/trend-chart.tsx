"use client";

import {
  Area,
  Bar,
  BarChart,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { drawTrend, type TrendDrawing } from "@/lib/domain/portfolio/drawing";
import { weekday } from "@/lib/domain/portfolio/moments";
import { bandEdges } from "@/lib/domain/score/line";
import { localDay } from "@/lib/domain/time";
import type { TrendJson } from "@/lib/wire/trend";
import { ScoreTooltip, TrafficTooltip } from "./chart-tooltips";

const margin = { top: 18, right: 8, bottom: 0, left: 0 };
const axisText = { fontSize: 12, fill: "var(--muted)" };

export default function TrendChart({ trend }: { trend: TrendJson }) {
  const drawing = drawTrend(trend);
  return (
    <>
      {drawing.isScored && <ScoreChart drawing={drawing} zone={trend.zone} />}
      {drawing.isReconstructed && (
        <p className="legend small">
          <span className="afterwards">
            dashed: worked out afterwards, from what an import or late events brought
          </span>
        </p>
      )}
      <TrafficChart drawing={drawing} zone={trend.zone} />
      <p className="legend small" aria-hidden="true">
        <span className="read">read</span>
        <span className="delivered">delivered, not read</span>
        <span className="failed-yours">failed, yours</span>
        <span className="failed-other">failed, not yours</span>
      </p>
    </>
  );
}

interface ChartProps {
  drawing: TrendDrawing;
  zone: string;
}

function ScoreChart({ drawing, zone }: ChartProps) {
  return (
    <ResponsiveContainer width="100%" height={220}>
      <ComposedChart
        data={drawing.points}
        margin={margin}
        syncId="trend"
        accessibilityLayer={false}
      >
        <defs>
          <linearGradient id="score-fill" x1="0" x2="0" y1="0" y2="1">
            <stop offset="0" stopColor="var(--ink)" stopOpacity={0.16} />
            <stop offset="1" stopColor="var(--ink)" stopOpacity={0.02} />
          </linearGradient>
        </defs>
        <XAxis dataKey="at" type="number" domain={[drawing.from, drawing.to]} hide />
        <YAxis
          domain={[0, 100]}
          ticks={[0, 25, 50, 75, 100]}
          width={40}
          tick={axisText}
          axisLine={false}
          tickLine={false}
        />
        {Object.entries(bandEdges).map(([band, edge]) => (
          <ReferenceLine key={band} y={edge} stroke={`var(--${band}-fill)`} strokeDasharray="2 4" />
        ))}
        <ReferenceLine y={0} stroke="var(--line-strong)" />
        {drawing.marks.map(drawMark)}
        <Tooltip content={<ScoreTooltip zone={zone} />} cursor={{ stroke: "var(--line-strong)" }} />
        <Area
          dataKey="score"
          type="linear"
          stroke="var(--ink)"
          strokeWidth={2}
          fill="url(#score-fill)"
          isAnimationActive={false}
          dot={false}
          connectNulls={false}
        />
        <Line
          dataKey="reconstructed"
          type="linear"
          stroke="var(--surface)"
          strokeWidth={3}
          strokeDasharray="3 5"
          isAnimationActive={false}
          dot={false}
          connectNulls={false}
        />
        <Line
          dataKey="dot"
          stroke="none"
          isAnimationActive={false}
          dot={{ r: 3.5, fill: "var(--ink)", stroke: "var(--surface)", strokeWidth: 1.5 }}
        />
      </ComposedChart>
    </ResponsiveContainer>
  );
}

function drawMark({ at, label }: TrendDrawing["marks"][number]) {
  return (
    <ReferenceLine
      key={label}
      x={at}
      stroke="var(--ink-soft)"
      strokeOpacity={0.55}
      strokeWidth={1}
      label={{ value: label, position: "top", fontSize: 11, fontWeight: 650, fill: "var(--ink)" }}
    />
  );
}

function TrafficChart({ drawing, zone }: ChartProps) {
  const day = (at: number) => dayLabel(at, zone, drawing.days);
  return (
    <ResponsiveContainer width="100%" height={120}>
      <BarChart
        data={drawing.points}
        margin={{ ...margin, top: 8 }}
        syncId="trend"
        barCategoryGap={1}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="at"
          type="number"
          domain={[drawing.from, drawing.to]}
          ticks={drawing.ticks}
          tickFormatter={day}
          tick={axisText}
          axisLine={{ stroke: "var(--line-strong)" }}
          tickLine={{ stroke: "var(--line-strong)" }}
        />
        <YAxis
          width={40}
          tick={axisText}
          axisLine={false}
          tickLine={false}
          tickCount={3}
          tickFormatter={short}
        />
        <Tooltip content={<TrafficTooltip zone={zone} />} cursor={{ fill: "var(--hover)" }} />
        <Bar dataKey="read" stackId="all" fill="var(--accent)" isAnimationActive={false} />
        <Bar dataKey="unread" stackId="all" fill="var(--low-fill)" isAnimationActive={false} />
        <Bar
          dataKey="failedYours"
          stackId="all"
          fill="var(--high-fill)"
          isAnimationActive={false}
        />
        <Bar
          dataKey="failedOther"
          stackId="all"
          fill="var(--line-strong)"
          isAnimationActive={false}
        />
      </BarChart>
    </ResponsiveContainer>
  );
}

function dayLabel(at: number, zone: string, days: number): string {
  const day = localDay(at, zone);
  if (days <= 7) return weekday(day, "short");
  return new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  }).format(new Date(day));
}

function short(value: number): string {
  return value >= 1000 ? `${Math.round(value / 100) / 10} k` : String(value);
}
