import type { CodeAdvice } from "@/lib/domain/catalogue/code-row";
import { carriesRisk, findCode } from "@/lib/domain/catalogue/codes";

/** What the score reads out of a failure code (platform.md 3, looked up 2026-11-22; Twilio's equals beside Meta's). */
export const unreachableCodes: ReadonlySet<number> = new Set([131026, 63003, 63024]);
export const stoppedCodes: ReadonlySet<number> = new Set([131050, 63014, 21610]);
export const countryCode = 130497;
export const spamCode = 131048;
export const classificationCode = 131064;
export const policyTextCode = 132007;

/** Failures that carry no risk, by the word under which they are shown. */
export const harmlessCauses = [
  "held_back",
  "experiment",
  "outage",
  "pair_limit",
  "throughput_limit",
  "window_closed",
  "own_block_list",
  "payment",
  "registration",
  "token",
  "request",
] as const;
export type HarmlessCause = (typeof harmlessCauses)[number];

/** Mended by the sender; while one of these fails everything, sending has stopped without any risk. */
export const ownSetupCauses: readonly HarmlessCause[] = [
  "payment",
  "registration",
  "token",
  "request",
];

const byCode = new Map<number, HarmlessCause>([
  [131049, "held_back"],
  [130472, "experiment"],
  [131056, "pair_limit"],
  [4, "throughput_limit"],
  [63017, "throughput_limit"],
  [80007, "throughput_limit"],
  [130429, "throughput_limit"],
  [63016, "window_closed"],
  [131047, "window_closed"],
  [130403, "own_block_list"],
]);

const byAdvice: Partial<Record<CodeAdvice, HarmlessCause>> = {
  pay: "payment",
  register: "registration",
  token: "token",
};

/** Undefined for failures that carry risk, and for codes nobody knows. */
export function harmlessCause(code: number): HarmlessCause | undefined {
  const entry = findCode(code);
  if (!entry || carriesRisk(code)) return undefined;
  const own = entry.advice && byAdvice[entry.advice];
  return byCode.get(code) ?? own ?? (entry.cause === "platform" ? "outage" : "request");
}
