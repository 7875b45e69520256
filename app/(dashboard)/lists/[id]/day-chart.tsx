"use client";

import {
  Bar,
  BarChart,
  CartesianGrid,
  LabelList,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { useNow } from "@/app/_ui/now";
import { dateWords } from "@/lib/domain/portfolio/moments";
import { count } from "@/lib/domain/portfolio/score-words";
import { localDay } from "@/lib/domain/time";
import type { ListPageJson } from "@/lib/wire/list";

type Day = ListPageJson["byDay"][number];

const axisText = { fontSize: 12, fill: "var(--muted)" };

/** Messages as bars, and above each the people who asked to stop, as a figure: readable without colour. */
export default function DayChart({ days }: { days: readonly Day[] }) {
  const now = useNow();
  const words = (day: string) => dateWords(day, localDay(now, "UTC"));
  const drawn = days.map((day) => ({
    ...day,
    stops: day.optedOut > 0 ? `${count(day.optedOut)}\u00a0stop` : "",
  }));
  const stops = days.filter(({ optedOut }) => optedOut > 0);
  return (
    <figure>
      <ResponsiveContainer width="100%" height={190}>
        <BarChart
          data={drawn}
          margin={{ top: 20, right: 8, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="day"
            tickFormatter={words}
            tick={axisText}
            minTickGap={24}
            axisLine={{ stroke: "var(--line-strong)" }}
            tickLine={false}
          />
          <YAxis width={48} tick={axisText} axisLine={false} tickLine={false} tickCount={3} />
          <Tooltip content={<DayTooltip words={words} />} cursor={{ fill: "var(--hover)" }} />
          <Bar dataKey="delivered" fill="var(--low-fill)" maxBarSize={56} isAnimationActive={false}>
            <LabelList dataKey="stops" position="top" fontSize={12} fill="var(--ink)" />
          </Bar>
        </BarChart>
      </ResponsiveContainer>
      <figcaption className="small muted">
        Messages delivered on each day.{" "}
        {stops.length === 0
          ? "Nobody asked to stop."
          : `Asked to stop: ${stops.map((day) => `${count(day.optedOut)} on ${words(day.day)}`).join(", ")}.`}
      </figcaption>
    </figure>
  );
}

interface TooltipProps {
  words: (day: string) => string;
  payload?: readonly { payload?: Day }[];
}

function DayTooltip({ words, payload }: TooltipProps) {
  const day = payload?.[0]?.payload;
  if (!day) return null;
  return (
    <div className="tip">
      <b>{words(day.day)}</b>
      <span>
        delivered <b>{count(day.delivered)}</b>
      </span>
      <span>
        asked to stop <b>{count(day.optedOut)}</b>
      </span>
    </div>
  );
}
