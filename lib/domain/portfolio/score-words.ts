import { type Band, bandEdges } from "@/lib/domain/score/line";

export function bandOfScore(score: number): Exclude<Band, "unknown"> {
  if (score >= bandEdges.critical) return "critical";
  if (score >= bandEdges.high) return "high";
  return score >= bandEdges.watch ? "watch" : "low";
}

/** Moves of less than this within a day are noise and get no arrow. */
const smallestMove = 5;

export function direction(score: number | null, dayAgo: number | null): "up" | "down" | "steady" {
  if (score === null || dayAgo === null || Math.abs(score - dayAgo) < smallestMove) return "steady";
  return score > dayAgo ? "up" : "down";
}

/** "+60 since yesterday"; undefined when nothing moved. */
export function moveWords(score: number | null, dayAgo: number | null): string | undefined {
  if (score === null || dayAgo === null || direction(score, dayAgo) === "steady") return undefined;
  const move = score - dayAgo;
  return `${move > 0 ? "+" : "−"}${Math.abs(move)} since yesterday`;
}

/** "+40", "−12", "0" with a real minus. */
export function points(value: number): string {
  return value < 0 ? `−${-value}` : String(value);
}

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
export const count = (value: number) => whole.format(value);

/** 0.0276 → "2.8 %"; nothing is ever rounded up to 100 or down to 0. */
export function percent(share: number): string {
  const value = share * 100;
  if (value > 0 && value < 0.05) return "under 0.1 %";
  const digits = value >= 10 ? Math.round(value) : Math.round(value * 10) / 10;
  return `${value < 100 && digits === 100 ? 99 : digits} %`;
}

/** How many rows would stand elsewhere, come or go. */
export function movedRows(shown: readonly string[], wanted: readonly string[]): number {
  const gone = shown.filter((id) => !wanted.includes(id)).length;
  const moved = wanted.filter((id, index) => shown[index] !== id).length;
  return Math.max(gone, moved);
}
