import type { EventRow } from "@/db/queries/event-row";

/** Failures that are WhatsApp's own word: spam limit, locked, blocked, banned, country, classification (platform.md 3, ●●●). */
const hardCodes = new Set([368, 130497, 131031, 131048, 131064, 132016, 139200, 141008, 141014]);

/** Numbers whose new rows hold a hard fact: they are looked at now, not in a second. */
export function urgentNumbers(rows: readonly EventRow[]): Set<string> {
  return new Set(
    rows
      .filter((row) => row.kind === "failed" && hardCodes.has(row.code ?? 0))
      .map((row) => row.numberId),
  );
}
