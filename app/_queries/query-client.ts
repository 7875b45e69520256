import { QueryClient } from "@tanstack/react-query";

/** Every page looks again this often while it is visible, whether or not it is also told of changes. */
export const pollingMs = 10_000;

/**
 * `polling: false` leaves only what pages are told (`live.ts`), to see how well that works alone. A browser asks for it
 * by itself, with `localStorage.polling = "off"`.
 */
export function makeQueryClient({ polling = true }: { polling?: boolean } = {}): QueryClient {
  const client = new QueryClient({
    defaultOptions: { queries: { staleTime: 5_000, refetchInterval: pollingMs, retry: 1 } },
  });
  if (!polling) neverPoll(client);
  return client;
}

/** Also those that have an interval of their own. */
function neverPoll(client: QueryClient): void {
  const complete = client.defaultQueryOptions.bind(client);
  client.defaultQueryOptions = (options) => ({ ...complete(options), refetchInterval: false });
}

export function wantsPolling(): boolean {
  try {
    return window.localStorage.getItem("polling") !== "off";
  } catch {
    // On the server, and where a browser keeps nothing.
    return true;
  }
}
