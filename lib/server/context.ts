import { createClients } from "@/db/client";
import { readEnv } from "@/lib/env";
import { log } from "@/lib/log";
import { makeDeliveryLog } from "@/lib/services/delivery-log";
import { makeRateLimit } from "@/lib/services/rate-limit";
import type { DoorContext } from "@/lib/services/receive-delivery";
import { makeRegistry } from "@/lib/services/registry";
import { makeSourceBook } from "@/lib/services/source-book";
import { makeTieBook, type TieBook } from "@/lib/services/tie-book";
import { makeVault } from "@/lib/services/vault";
import { makeCommitter, type RunningCommitter } from "./committer";
import { makeHerald } from "./herald";
import { makeStreams, type Streams } from "./streams";

/** What exists once per process: pools, committer, caches, rate buckets. */
export interface Context extends DoorContext {
  committer: RunningCommitter;
  streams: Streams;
  ties: TieBook;
  close(): Promise<void>;
}

const key = Symbol.for("banguard");
const holder = globalThis as { [key]?: Context };

/**
 * The process's context, made at the first call. Modules exist up to three times in the web process (front server,
 * Next's routes, Next's pages); only this object on globalThis exists once.
 */
export function getContext(): Context {
  return (holder[key] ??= makeContext());
}

function makeContext(): Context {
  const env = readEnv();
  const { db, sql, close } = createClients(env.databaseUrl, { db: 8, raw: 4 });
  const vault = makeVault(env.encryptionKeys);
  const herald = makeHerald(sql);
  const committer = makeCommitter(sql, {
    mostWaiting: 20_000,
    mostPerFlush: 1000,
    lanes: 2,
    clock: () => Date.now(),
    committed: herald.tell,
  });
  const deliveries = makeDeliveryLog(db);
  const ties = makeTieBook(sql);
  const streams = makeStreams({ db, sql });
  return {
    env,
    db,
    sql,
    vault,
    committer,
    streams,
    announce: herald.tell,
    deliveries,
    ties,
    registry: makeRegistry(sql),
    sources: makeSourceBook({ db, vault }),
    rates: makeRateLimit(env.ingestRate),
    async close() {
      await streams.close();
      await committer.drain();
      await deliveries.close();
      await ties.flush();
      await herald.close();
      await close();
      delete holder[key];
      log.info("web closed");
    },
  };
}
