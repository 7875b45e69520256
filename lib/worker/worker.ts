import { randomUUID } from "node:crypto";
import { beat } from "@/db/queries/heartbeats";
import type { Core } from "@/lib/services/core";
import { log } from "@/lib/log";
import { scheduleChores } from "@/lib/services/schedule-chores";
import { makePageHerald } from "@/lib/services/tell-pages";
import { changedBy } from "./changed-by";
import { makeLanes } from "./jobs";
import { startLane } from "./lane";

export interface Worker {
  /** Takes no new work and resolves when the work in hand is done. */
  stop(): Promise<void>;
}

const beatEveryMs = 5000;
const choresEveryMs = 60_000;

/** The web announces on it, after their commit, which workspaces changed. */
const changedChannel = "banguard_changed";

/** Several may run at once, here and elsewhere: the claims keep them apart. */
export async function startWorker(core: Core, scoring = core): Promise<Worker> {
  const startedAt = new Date();
  const id = randomUUID();
  const stopBeating = await repeat("heartbeat", beatEveryMs, () =>
    beat(core.db, id, startedAt, new Date()),
  );
  const plans = makeLanes(core, scoring);
  const pages = makePageHerald(scoring.sql);
  const lanes = plans.map((plan) =>
    startLane(plan, ({ workspaceId, kind }) => pages.tell(workspaceId, changedBy[kind])),
  );
  const wake = () => lanes.forEach((lane, at) => plans[at]?.woken && lane.wake());
  const listening = await core.sql.listen(changedChannel, wake, wake);
  const stopScheduling = await repeat("chores", choresEveryMs, () =>
    scheduleChores(core, new Date()),
  );

  return {
    async stop() {
      stopScheduling();
      await Promise.all(lanes.map((lane) => lane.stop()));
      stopBeating();
      await pages.close();
      await listening.unlisten();
    },
  };
}

/** Once now, then again and again; a failure is logged and the next turn tries again. */
async function repeat(what: string, everyMs: number, act: () => Promise<void>) {
  const turn = async () => {
    try {
      await act();
    } catch (error) {
      log.error("worker could not do its regular work", error, { what });
    }
  };
  await turn();
  const timer = setInterval(() => void turn(), everyMs);
  return () => clearInterval(timer);
}
