import type { Query, QueryClient } from "@tanstack/react-query";
import type { Topic } from "@/lib/domain/hint";
import { hintJson } from "@/lib/wire/stream";
import { pollingMs } from "./query-client";

/** What each query is about, by the first word of its key. All others are settings. */
const topicOf: Record<string, Topic> = {
  numbers: "numbers",
  campaigns: "campaigns",
  lists: "campaigns",
  alerts: "alerts",
  outbox: "mails",
  sources: "sources",
  channels: "channels",
};

const firstWaitMs = 1_000;
const longestWaitMs = 60_000;

/**
 * Reads again what the server says has changed, while the page is visible. When the stream fails pages go on polling,
 * and it is tried again after a while. Answers with the end of all this.
 */
export function keepLive(client: QueryClient): () => void {
  const refresh = makeRefresh(client);
  let stream: EventSource | undefined;
  let retry: number | undefined;
  let failures = 0;
  let missed = false;

  const disconnect = () => {
    window.clearTimeout(retry);
    stream?.close();
    stream = undefined;
  };
  const connect = () => {
    if (document.visibilityState !== "visible" || stream) return;
    stream = new EventSource("/api/stream");
    stream.addEventListener("open", () => {
      failures = 0;
      if (missed) refresh.all();
      missed = false;
    });
    stream.addEventListener("message", ({ data }) => refresh.some(readHint(String(data))));
    stream.addEventListener("error", () => {
      disconnect();
      missed = true;
      retry = window.setTimeout(connect, waitAfter((failures += 1)));
    });
  };
  const onVisibility = () => {
    if (document.visibilityState === "visible") return connect();
    disconnect();
    missed = true;
  };

  document.addEventListener("visibilitychange", onVisibility);
  connect();
  return () => {
    document.removeEventListener("visibilitychange", onVisibility);
    disconnect();
    refresh.stop();
  };
}

/** Twice as long each time, and never all browsers at once. */
function waitAfter(failures: number): number {
  const wait = Math.min(firstWaitMs * 2 ** (failures - 1), longestWaitMs);
  return wait * (0.5 + Math.random() / 2);
}

function readHint(data: string): readonly string[] {
  try {
    return hintJson.parse(JSON.parse(data)).changed;
  } catch {
    return [];
  }
}

/** However often something changes, a query is read at most ten times as often as it polls. */
function makeRefresh(client: QueryClient) {
  const waiting = new Map<string, number>();

  const look = (query: Query) => {
    const { queryHash: hash, state } = query;
    if (waiting.has(hash) || !query.isActive()) return;
    const gap = shortestGap(query);
    const busy = state.fetchStatus !== "idle";
    const wait = busy ? gap : Math.max(0, state.dataUpdatedAt + gap - Date.now());
    const later = window.setTimeout(() => {
      waiting.delete(hash);
      // What is on its way may have been read before the change.
      if (query.state.fetchStatus !== "idle") return look(query);
      void client.refetchQueries({ queryKey: query.queryKey, exact: true });
    }, wait);
    waiting.set(hash, later);
  };
  const each = (isMeant: (query: Query) => boolean) =>
    client.getQueryCache().getAll().filter(isMeant).forEach(look);

  return {
    all: () => each(() => true),
    some: (changed: readonly string[]) =>
      each(({ queryKey }) => changed.includes(topicOf[String(queryKey[0])] ?? "settings")),
    stop() {
      for (const later of waiting.values()) window.clearTimeout(later);
      waiting.clear();
    },
  };
}

function shortestGap({ observers }: Query): number {
  const intervals = observers.map(({ options }) => options.refetchInterval);
  return Math.min(...intervals.map((ms) => (typeof ms === "number" ? ms : pollingMs))) / 10;
}
