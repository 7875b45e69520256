import type { Floor } from "./floor";
import type { HarmlessCause } from "./codes";
import { words } from "./judged";
import type { Band, ScoreLine, Words } from "./line";

export type TopReason = Words & { points: number | null };

interface Verdict {
  band: Band;
  lines: readonly ScoreLine[];
  floors: readonly Floor[];
  behaviour: number;
  stopped: HarmlessCause | undefined;
  progress: { have: number; need: number } | null;
}

/** The main reason in a few words: the floor that binds, else what stopped sending, else the heaviest line. */
export function topReason({
  band,
  lines,
  floors,
  behaviour,
  stopped,
  progress,
}: Verdict): TopReason {
  const floor = floors[0];
  if (floor && floor.atLeast > behaviour)
    return {
      ...words(`short:floor:${floor.name}`, floor.why.params),
      points: floor.atLeast - behaviour,
    };
  if (stopped) return { ...words(`short:stopped:${stopped}`), points: null };
  if (band === "unknown") return unknownReason(progress);
  const heaviest = lines.reduce<ScoreLine | undefined>(
    (most, line) => (line.points > (most?.points ?? 0) ? line : most),
    undefined,
  );
  if (!heaviest) return { ...words("short:nothing"), points: null };
  return {
    ...words(`short:${heaviest.factor}`, { ...heaviest.why.params, value: heaviest.value }),
    points: heaviest.points,
  };
}

function unknownReason(progress: Verdict["progress"]): TopReason {
  if (progress && progress.have < progress.need)
    return { ...words("short:too_new", progress), points: null };
  return { ...words("short:little_seen"), points: null };
}
