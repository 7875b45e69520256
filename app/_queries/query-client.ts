import { QueryClient } from "@tanstack/react-query";

/** Every page looks again this often while it is visible. */
export const pollingMs = 10_000;

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { staleTime: 5_000, refetchInterval: pollingMs, retry: 1 } },
  });
}
