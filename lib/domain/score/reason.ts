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
  campaign: string | null;
}

/** The main reason in a few words: the floor that binds, else what stopped sending, else the heaviest line. */
export function topReason({
  band,
  lines,
  floors,
  behaviour,
  stopped,
  progress,
  campaign,
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
  return heaviest
    ? lineReason(heaviest, lines, campaign)
    : { ...words("short:nothing"), points: null };
}

/** A fading line is recovering; a fresh burst is named after its campaign. */
function lineReason(
  heaviest: ScoreLine,
  lines: readonly ScoreLine[],
  campaign: string | null,
): TopReason {
  const { why, value, points, factor } = heaviest;
  const recovering =
    typeof why.params["fade"] === "number" && why.params["fade"] < 1 ? "recovering" : null;
  const received = isWellReceived(lines) ? "well received" : null;
  const params = { ...why.params, value, recovering, received, campaign };
  const named = factor === "opt_out_rate" && campaign !== null && recovering === null;
  const key = named ? "opt_out_rate.campaign" : factor === "past_restriction" ? why.key : factor;
  return { ...words(`short:${key}`, params), points };
}

function isWellReceived(lines: readonly ScoreLine[]): boolean {
  const points = (name: string) => lines.find(({ factor }) => factor === name)?.points ?? 0;
  return points("opt_out_rate") <= 5 && points("read_rate") === 0;
}

function unknownReason(progress: Verdict["progress"]): TopReason {
  if (progress && progress.have < progress.need)
    return { ...words("short:too_new", progress), points: null };
  return { ...words("short:little_seen"), points: null };
}
