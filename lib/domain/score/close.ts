import type { Floor } from "./floor";
import { line, words } from "./judged";
import { type Band, bandEdges, families, familyCaps, type Family, type ScoreLine } from "./line";

export interface Sum {
  lines: ScoreLine[];
  /** The sum before floors. */
  behaviour: number;
  score: number;
}

/** Family limits, the end of the scale and floors become lines of their own, so that the sum stays exact. */
export function sumUp(factors: readonly ScoreLine[], floors: readonly Floor[]): Sum {
  const limited = families.flatMap((family) =>
    limitFamily(
      family,
      factors.filter((factor) => factor.family === family),
    ),
  );
  const total = limited.reduce((points, { points: more }) => points + more, 0);
  const behaviour = Math.min(100, total);
  const end =
    total > 100
      ? [
          line({
            family: "platform",
            factor: "scale_end",
            cap: null,
            points: 100 - total,
            why: words("scale_end"),
          }),
        ]
      : [];
  const lifted = floors.map((floor, index) =>
    floorLine(floor, index === 0 ? Math.max(0, floor.atLeast - behaviour) : 0),
  );
  return {
    lines: [...limited, ...end, ...lifted],
    behaviour,
    score: Math.max(behaviour, floors[0]?.atLeast ?? 0),
  };
}

export function bandOf(score: number): Exclude<Band, "unknown"> {
  if (score >= bandEdges.critical) return "critical";
  if (score >= bandEdges.high) return "high";
  return score >= bandEdges.watch ? "watch" : "low";
}

function limitFamily(family: Family, lines: readonly ScoreLine[]): ScoreLine[] {
  const over = lines.reduce((points, { points: more }) => points + more, 0) - familyCaps[family];
  if (over <= 0) return [...lines];
  return [
    ...lines,
    line({
      family,
      factor: "family_limit",
      cap: null,
      points: -over,
      value: familyCaps[family],
      why: words("family_limit", { cap: familyCaps[family] }),
    }),
  ];
}

function floorLine(floor: Floor, points: number): ScoreLine {
  return line({
    family: "platform",
    factor: `floor:${floor.name}`,
    cap: null,
    points,
    state: "risk",
    evidence: floor.evidence,
    value: floor.atLeast,
    window: "now",
    why: floor.why,
    advice: floor.advice,
  });
}
