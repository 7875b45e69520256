import { bandOfScore } from "@/lib/domain/portfolio/score-words";

interface SparklineProps {
  /** One per six hours, oldest first; null where none. */
  points: readonly (number | null)[];
  /** The number went silent: what is missing is drawn as a broken line. */
  silent?: boolean;
}

const barWidth = 3;
const step = 4;
const height = 22;

export function Sparkline({ points, silent = false }: SparklineProps) {
  return (
    <svg
      className={`sparkline${silent ? " silent" : ""}`}
      width={points.length * step}
      height={height}
      viewBox={`0 0 ${points.length * step} ${height}`}
      role="img"
      aria-label={describe(points)}
    >
      {points.map((score, index) => (
        // The place in time is the identity of a bar.
        <Bar key={index} score={score} x={index * step} />
      ))}
    </svg>
  );
}

function Bar({ score, x }: { score: number | null; x: number }) {
  if (score === null)
    return <rect className="none" x={x} y={height - 2} width={barWidth - 1} height={1.5} />;
  const tall = Math.max(2, Math.round((score / 100) * (height - 1)));
  return (
    <rect
      className={bandOfScore(score)}
      x={x}
      y={height - tall}
      width={barWidth}
      height={tall}
      rx={0.5}
    />
  );
}

function describe(points: readonly (number | null)[]): string {
  const scores = points.filter((score) => score !== null);
  const [first] = scores;
  const last = scores.at(-1);
  if (first === undefined || last === undefined) return "7 days: no score";
  return `7 days: from ${first} to ${last}, highest ${Math.max(...scores)}`;
}
