import type { AlertInput } from "./input";
import { firing, notFiring, type Observation } from "./seen";
import type { FloorName, ScoreLine } from "@/lib/domain/score/line";
import { bandEdges } from "@/lib/domain/score/line";

const recovery = { high: bandEdges.high - 5, critical: bandEdges.critical - 5 };

/** Floors whose fact has no rule of its own: only they may turn a quiet number high. */
const untoldFloors: ReadonlySet<FloorName> = new Set<FloorName>([
  "restricted_utility",
  "restricted_adding",
  "restricted_calling",
]);

/**
 * Watches what the number does. Where a fact lifts the score, the fact's own rule has told it already, so the
 * lift alone opens nothing; it only keeps an open alert from ending.
 */
export function seeNumberHigh(input: AlertInput): Observation[] {
  const { score, target } = input;
  if (!score || target.kind !== "number") return [];
  const points = Math.max(score.behaviour, ...score.lines.map(untoldFloor));
  const shown = score.score ?? score.behaviour;

  if (points >= bandEdges.high) {
    if (!input.live) return [notFiring("number_high", "holding", { severity: "high" })];
    return [
      firing("number_high", {
        severity: points >= bandEdges.critical ? "critical" : "high",
        keeps: points >= recovery.critical ? "critical" : undefined,
        since: input.now,
        evidence: {
          of: "number_high",
          score: shown,
          before: null,
          campaign: null,
          list: null,
          share: null,
        },
      }),
    ];
  }
  const verdict = Math.max(points, shown) < recovery.high ? "clean" : "holding";
  return [notFiring("number_high", verdict, { severity: "high" })];
}

function untoldFloor(line: ScoreLine): number {
  const name = line.factor.startsWith("floor:") ? line.factor.slice(6) : undefined;
  return name !== undefined && untoldFloors.has(name as FloorName) ? (line.value ?? 0) : 0;
}
