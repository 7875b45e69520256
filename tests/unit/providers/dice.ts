/** Repeatable dice (mulberry32): a failing case is found again by its seed. */
export function diceOf(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const pick = <T>(choices: readonly T[]): T => choices[below(choices.length)] as T;
  const shuffled = <T>(list: readonly T[]): T[] =>
    list
      .map((item) => ({ item, at: next() }))
      .sort((left, right) => left.at - right.at)
      .map(({ item }) => item);
  return { next, below, pick, shuffled };
}

export type Dice = ReturnType<typeof diceOf>;

const oddValues: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER + 1,
  "",
  " ",
  "0",
  "-1",
  "1792300000",
  "99999999999999999999",
  "\0",
  "\ud800",
  "__proto__",
  "STOP",
  "919990001111",
  "h:00000000-0000-0000-0000-000000000000",
  [],
  {},
  [[[[]]]],
];

/** The same JSON with a few of its values, keys or items replaced, dropped or doubled. */
export function broken(value: unknown, dice: Dice, chance = 0.08): unknown {
  if (dice.next() < chance) return dice.pick(oddValues);
  if (Array.isArray(value)) {
    const items = value.map((item) => broken(item, dice, chance));
    return dice.next() < chance ? [...items, ...items] : items;
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(() => dice.next() > chance / 2);
  return Object.fromEntries(entries.map(([key, inner]) => [key, broken(inner, dice, chance)]));
}

/** JSON nested so deep that a reader that recurses without a limit would overflow its stack. */
export function nested(depth: number): unknown {
  return JSON.parse(`${'{"a":['.repeat(depth)}1${"]}".repeat(depth)}`);
}
