import type { Sql } from "postgres";
import type { Tie } from "@/db/queries/person-ties";
import { hours } from "@/lib/domain/time";
import { log } from "@/lib/log";
import { tiePeople } from "./tie-people";

/**
 * Which two names of one person were seen together. Written behind the answer, a batch at a time: what a crash loses is
 * learnt again from the next message to that person.
 */
export interface TieBook {
  note(workspaceId: string, tie: Tie, now: number): void;
  flush(): Promise<void>;
}

const flushMs = 500;
const mostPerStatement = 1000;
const mostRemembered = 200_000;
/** Remembered for less than a day, so that a tie in use never looks forgotten. */
const rememberMs = hours(12);

export function makeTieBook(sql: Sql): TieBook {
  const known = makeMemory();
  let waiting = new Map<string, Tie[]>();
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  let newest = 0;

  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const batches = waiting;
    waiting = new Map();
    const now = new Date(newest);
    writing = writing.then(() => write(sql, batches, now));
    return writing;
  };
  return {
    flush,
    note(workspaceId, tie, now) {
      if (tie.person === tie.alias || !known.learn(`${tie.person}${tie.alias}`, now)) return;
      newest = Math.max(newest, now);
      const ties = waiting.get(workspaceId);
      if (ties) ties.push(tie);
      else waiting.set(workspaceId, [tie]);
      timer ??= setTimeout(() => void flush(), flushMs);
    },
  };
}

function makeMemory() {
  let pairs = new Set<string>();
  let since = 0;
  return {
    /** False when it was learnt already. */
    learn(pair: string, now: number): boolean {
      if (pairs.size >= mostRemembered || now - since > rememberMs) {
        pairs = new Set();
        since = now;
      }
      if (pairs.has(pair)) return false;
      pairs.add(pair);
      return true;
    },
  };
}

async function write(sql: Sql, batches: ReadonlyMap<string, Tie[]>, now: Date): Promise<void> {
  for (const [workspaceId, ties] of batches) {
    for (let from = 0; from < ties.length; from += mostPerStatement) {
      try {
        await tiePeople(sql, workspaceId, ties.slice(from, from + mostPerStatement), now);
      } catch (error) {
        log.error("names of people not tied", error, { ties: ties.length });
      }
    }
  }
}
