import { findLastBeat } from "@/db/queries/heartbeats";
import type { Core } from "./core";

export interface Health {
  status: "ok" | "failing";
  database: "ok" | "failing";
  worker: "ok" | "failing" | "off" | "unknown";
  version: string;
}

const freshBeatMs = 15_000;
const patienceMs = 3000;
export const version = "0.1.0";

/** A worker that was never seen is off, which is no failure; one that was seen and is silent is. */
export async function checkHealth(core: Pick<Core, "db">, now: Date): Promise<Health> {
  try {
    const last = await withPatience(findLastBeat(core.db));
    const worker = workerOf(last, now);
    const status = worker === "failing" ? "failing" : "ok";
    return { status, database: "ok", worker, version };
  } catch {
    return { status: "failing", database: "failing", worker: "unknown", version };
  }
}

function workerOf(last: Date | undefined, now: Date): Health["worker"] {
  if (!last) return "off";
  return now.getTime() - last.getTime() < freshBeatMs ? "ok" : "failing";
}

/** A database that does not answer is as good as none. */
async function withPatience<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), patienceMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
