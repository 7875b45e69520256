import { bandEdges } from "@/lib/domain/score/line";
import { scoreNumber } from "@/lib/domain/score/score";
import type { NumberWindow } from "@/lib/domain/score/window";
import { addDays, localDay, minutes, startOfDay, type Day } from "@/lib/domain/time";

const farthestDays = 14;

/** The first day that begins below recovery if nothing else is sent and nothing else goes wrong. */
export function calmDay(window: NumberWindow): Day | null {
  const today = localDay(window.now, window.zone);
  for (let ahead = 1; ahead <= farthestDays; ahead += 1) {
    const day = addDays(today, ahead);
    const { score, behaviour } = scoreNumber({
      ...window,
      now: startOfDay(day, window.zone) + minutes(1),
    });
    if ((score ?? behaviour) < bandEdges.high - 5) return day;
  }
  return null;
}
