/** Slows guessing down: after `free` wrong tries of one name, each further try waits twice as long, up to a quarter of an hour. */
export interface Throttle {
  /** Milliseconds until the next try is let in; 0 when it may come now. */
  waitMs(name: string, now: number): number;
  failed(name: string, now: number): void;
  /** Forgets every try of the name. */
  succeeded(name: string): void;
  /** Forgets one try of the name. */
  forgiven(name: string): void;
}

interface Tries {
  failures: number;
  lastAt: number;
}

const firstWaitMs = 2_000;
const longestWaitMs = 15 * 60_000;
const mostNames = 10_000;

/** Kept in memory, per process: a restart forgives, and nothing about strangers is stored. */
export function makeThrottle({ free = 5 } = {}): Throttle {
  const tries = new Map<string, Tries>();

  return {
    waitMs(name, now) {
      const known = tries.get(name);
      if (!known || known.failures < free) return 0;
      const wait = Math.min(firstWaitMs * 2 ** (known.failures - free), longestWaitMs);
      return Math.max(0, known.lastAt + wait - now);
    },
    failed(name, now) {
      const known = tries.get(name);
      const forgotten = !known || now - known.lastAt > longestWaitMs;
      tries.delete(name);
      tries.set(name, { failures: forgotten ? 1 : known.failures + 1, lastAt: now });
      if (tries.size > mostNames) forgetOldest(tries);
    },
    succeeded(name) {
      tries.delete(name);
    },
    forgiven(name) {
      const known = tries.get(name);
      if (known) known.failures -= 1;
    },
  };
}

function forgetOldest(tries: Map<string, Tries>): void {
  const [oldest] = tries.keys();
  if (oldest !== undefined) tries.delete(oldest);
}
