import type { MessagingLimit } from "@/lib/domain/event";

const limitWords = new Map<unknown, MessagingLimit>([
  [250, "250"],
  ["TIER_250", "250"],
  [2000, "2000"],
  ["TIER_2K", "2000"],
  [10_000, "10000"],
  ["TIER_10K", "10000"],
  [100_000, "100000"],
  ["TIER_100K", "100000"],
  [-1, "unlimited"],
  ["TIER_UNLIMITED", "unlimited"],
]);
/** Gone since 2025-10-07, when the limit moved to the portfolio and 1K became 2K. */
const legacyWords = new Set<unknown>(["TIER_50", 50, "TIER_1K", 1000]);

/** A messaging limit as Meta writes it: a number or `TIER_*`, and its own page mixes both. `none`: not set yet. */
export function limitOf(raw: unknown): MessagingLimit | "none" | "legacy" | undefined {
  if (raw === undefined || raw === null || raw === "TIER_NOT_SET") return "none";
  const word = typeof raw === "string" && /^-?\d{1,9}$/.test(raw) ? Number(raw) : raw;
  return limitWords.get(word) ?? (legacyWords.has(word) ? "legacy" : undefined);
}
