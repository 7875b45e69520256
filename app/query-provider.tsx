"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { keepLive } from "@/app/_queries/live";
import { makeQueryClient, wantsPolling } from "@/app/_queries/query-client";

export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(() => makeQueryClient({ polling: wantsPolling() }));
  useEffect(() => keepLive(client), [client]);
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
