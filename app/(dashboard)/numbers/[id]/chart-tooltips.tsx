"use client";

import { useNow } from "@/app/_ui/now";
import type { DrawnPoint } from "@/lib/domain/portfolio/drawing";
import { momentWords } from "@/lib/domain/portfolio/moments";
import { bandOfScore, count } from "@/lib/domain/portfolio/score-words";

/** Recharts fills in what is under the pointer. */
interface TooltipProps {
  zone: string;
  payload?: readonly { payload?: DrawnPoint }[];
}

export function ScoreTooltip({ zone, payload }: TooltipProps) {
  const now = useNow();
  const point = payload?.[0]?.payload;
  if (!point) return null;
  return (
    <p className="tip">
      {momentWords(point.at, zone, now)}
      <b>{point.score === null ? "no score" : `${point.score}, ${bandOfScore(point.score)}`}</b>
    </p>
  );
}

export function TrafficTooltip({ payload }: TooltipProps) {
  const point = payload?.[0]?.payload;
  if (!point) return null;
  const rows = [
    ["read", point.read],
    ["delivered", point.delivered],
    ["failed, yours", point.failedYours],
    ["failed, not yours", point.failedOther],
    ["asked to stop", point.optedOut],
  ] as const;
  return (
    <div className="tip">
      {rows.map(([name, value]) => (
        <span key={name}>
          {name} <b>{count(value)}</b>
        </span>
      ))}
    </div>
  );
}
