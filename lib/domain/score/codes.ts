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

const codesByCause: Record<HarmlessCause, readonly number[]> = {
  held_back: [131049],
  experiment: [130472],
  outage: [1, 2, 131000, 131016, 131057, 133004],
  pair_limit: [131056],
  throughput_limit: [130429, 4, 80007],
  window_closed: [131047],
  own_block_list: [130403],
  payment: [131042, 131044, 134011, 141006],
  registration: [131037, 131045, 133000, 133005, 133006, 133008, 133009, 133010, 133015, 133016],
  token: [0, 3, 10, 190, 131005],
  request: [
    33, 100, 131008, 131009, 131021, 131030, 131051, 131052, 131053, 131055, 131063, 132000, 132001,
    132005, 132008, 132012, 132018, 135000,
  ],
};

const causes = new Map<number, HarmlessCause>(
  harmlessCauses.flatMap((cause) =>
    codesByCause[cause].map((code): [number, HarmlessCause] => [code, cause]),
  ),
);

/** Undefined for failures that carry risk, and for codes nobody knows. */
export function harmlessCause(code: number): HarmlessCause | undefined {
  if (code >= 200 && code <= 299) return "token";
  return causes.get(code);
}
