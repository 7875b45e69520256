/** How often each key came before. Sixteen bytes a key instead of a string: a file may hold millions of rows without an id. */
export interface PositionCounter {
  /** 0 for the first row of its kind, then 1, 2, … */
  next(owner: string, key: string): number;
}

const firstSize = 1 << 12;
const fullAt = 0.6;

/** Open addressing over 52 bits of the key: of a million rows one in ten thousand files confuses two, the same way each time. */
export function makePositionCounter(): PositionCounter {
  let keys = new Float64Array(firstSize);
  let counts = new Uint32Array(firstSize);
  let used = 0;

  const slotOf = (among: Float64Array, key: number) => {
    const mask = among.length - 1;
    let slot = (key % among.length) & mask;
    while (among[slot] !== 0 && among[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  };
  const grow = () => {
    const [oldKeys, oldCounts] = [keys, counts];
    keys = new Float64Array(oldKeys.length * 2);
    counts = new Uint32Array(oldKeys.length * 2);
    for (const [at, key] of oldKeys.entries()) {
      if (key === 0) continue;
      const slot = slotOf(keys, key);
      keys[slot] = key;
      counts[slot] = oldCounts[at] ?? 0;
    }
  };
  return {
    next(owner, key) {
      if (used > keys.length * fullAt) grow();
      const name = mix(owner, key);
      const slot = slotOf(keys, name);
      if (keys[slot] === 0) used += 1;
      keys[slot] = name;
      const count = counts[slot] ?? 0;
      counts[slot] = count + 1;
      return count;
    },
  };
}

/** `key` is a keyed hash in hex, so its digits are evenly spread; the owner only has to move them. Never 0. */
function mix(owner: string, key: string): number {
  let hash = 2_166_136_261;
  for (let at = 0; at < owner.length; at += 1) {
    hash = Math.imul(hash ^ owner.charCodeAt(at), 16_777_619);
  }
  const low = (Number.parseInt(key.slice(0, 8), 16) ^ hash) >>> 0;
  const high = Number.parseInt(key.slice(9, 13) + key.slice(15, 16), 16);
  return high * 2 ** 32 + low + 1;
}
