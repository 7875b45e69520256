export const signals = ["delivery", "reads", "opt_outs", "blocks", "rating", "notices"] as const;
export type Signal = (typeof signals)[number];

/** Percent of the coverage that each signal is worth (ux.md 2.6). */
export const signalWeights: Record<Signal, number> = {
  delivery: 25,
  reads: 10,
  opt_outs: 20,
  blocks: 15,
  rating: 15,
  notices: 15,
};
