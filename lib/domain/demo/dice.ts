export interface Dice {
  /** From 0 to below 1. */
  roll(): number;
}

/** The same seed gives the same throws: nothing in the demo happens by chance. */
export function makeDice(seed: number): Dice {
  let state = seed >>> 0;
  return {
    roll() {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    },
  };
}

/** Whole messages of a total that fall into one of its slots. */
export function share(total: number, slot: number, slots: number): number {
  return Math.floor((total * (slot + 1)) / slots) - Math.floor((total * slot) / slots);
}
