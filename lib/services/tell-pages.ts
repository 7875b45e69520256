import type { Sql } from "postgres";
import type { Db } from "@/db/client";
import { notifyHints } from "@/db/queries/hints";
import { hintChannel, topics, type Topic, writeHints } from "@/lib/domain/hint";
import { log } from "@/lib/log";

/** Tells open pages what to read again, after the commit of what changed. */
export interface PageHerald {
  tell(workspaceId: string, changed: readonly Topic[]): void;
  close(): Promise<void>;
}

/** NOTIFY takes a database-wide lock at commit, so what changes within this time is told together (decisions 15). */
const everyMs = 100;

export function makePageHerald(sql: Sql): PageHerald {
  let waiting = new Map<string, Set<Topic>>();
  let timer: NodeJS.Timeout | undefined;

  const send = async () => {
    timer = undefined;
    const payloads = writeHints(waiting);
    waiting = new Map();
    try {
      for (const payload of payloads) await sql.notify(hintChannel, payload);
    } catch (error) {
      log.error("notify failed", error);
    }
  };

  return {
    tell(workspaceId, changed) {
      if (changed.length === 0) return;
      const known = waiting.get(workspaceId) ?? new Set();
      for (const topic of changed) known.add(topic);
      waiting.set(workspaceId, known);
      timer ??= setTimeout(() => void send(), everyMs);
    },
    async close() {
      if (!timer) return;
      clearTimeout(timer);
      await send();
    },
  };
}

/** In the deed's own transaction: told when it commits, not told when it does not. For what people do, never for events. */
export async function tellPagesAtCommit(db: Db, workspaceId: string): Promise<void> {
  const [payload = ""] = writeHints(new Map([[workspaceId, new Set(topics)]]));
  await notifyHints(db, payload);
}
