import type { NumberPageJson } from "@/lib/wire/number";

/** Messages are what is missing, not the sight of them. */
export function isShort({ progress }: Pick<NumberPageJson, "progress">): boolean {
  return progress !== null && progress.have < progress.need;
}
