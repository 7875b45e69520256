import { type Family, families, familyCaps } from "@/lib/domain/score/line";
import { percent } from "./score-words";

export const familyWords: Record<Family, string> = {
  consent: "Unwanted messages",
  list: "Where contacts come from",
  pressure: "Too much, too often",
  policy: "Rules and content",
  platform: "WhatsApp’s own verdict",
};

interface WhyLine {
  family: Family;
  factor: string;
  points: number;
  state: string;
}

export interface WhyFamily<L> {
  family: Family;
  name: string;
  points: number;
  cap: number;
  lines: L[];
  /** Nothing in it costs points and nothing is missing: shown closed. */
  quiet: boolean;
}

/** The lines as the page shows them. Floors and the end of the scale belong to no family and come last. */
export function whyTable<L extends WhyLine>(
  lines: readonly L[],
): { families: WhyFamily<L>[]; limits: L[] } {
  const limits = lines.filter(isLimit);
  return {
    limits,
    families: families.map((family) => {
      const own = lines.filter((line) => line.family === family && !isLimit(line));
      return {
        family,
        name: familyWords[family],
        points: own.reduce((sum, { points }) => sum + points, 0),
        cap: familyCaps[family],
        lines: own,
        quiet: own.every(({ points, state }) => points === 0 && state === "ok"),
      };
    }),
  };
}

function isLimit({ factor }: WhyLine): boolean {
  return factor.startsWith("floor:") || factor === "scale_end";
}

const multiples = new Set(["opt_out_surge", "volume_surge"]);
/** Its start and full are said in its own words: a drop and a share at once. */
const ownWords = new Set(["read_rate"]);

/** "from 0.5 %, full at 2 %"; empty where a factor counts things one by one. */
export function thresholdWords(line: {
  factor: string;
  threshold: number | null;
  full: number | null;
}): string {
  if (line.threshold === null || line.full === null || ownWords.has(line.factor)) return "";
  if (line.threshold === 0) return `from the first, full at ${percent(line.full)}`;
  const words = multiples.has(line.factor) ? (value: number) => `${value} ×` : percent;
  return `from ${words(line.threshold)}, full at ${words(line.full)}`;
}
