import type { Sql } from "postgres";
import { log } from "@/lib/log";

/** Tells workers and pages which workspaces changed. Never inside a flush: NOTIFY takes a database-wide lock at commit (decisions 15). */
export interface Herald {
  tell(workspaceId: string): void;
  close(): Promise<void>;
}

/** What workers and streams LISTEN to; the payload is the workspaces that changed, as far as it fits. Losing it costs a polling interval. */
export const changedChannel = "banguard_changed";

const everyMs = 100;
const mostNamed = 200;

export function makeHerald(sql: Sql): Herald {
  let changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  const send = async () => {
    timer = undefined;
    const payload = [...changed].slice(0, mostNamed).join(",");
    changed = new Set();
    try {
      await sql.notify(changedChannel, payload);
    } catch (error) {
      log.error("notify failed", error);
    }
  };

  return {
    tell(workspaceId) {
      changed.add(workspaceId);
      timer ??= setTimeout(() => void send(), everyMs);
    },
    async close() {
      if (!timer) return;
      clearTimeout(timer);
      await send();
    },
  };
}
