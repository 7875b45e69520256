"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";

const Now = createContext(0);

/** The server's clock, carried on by the browser's: ages stay right on a computer whose clock is wrong. */
export function NowProvider({ serverNow, children }: { serverNow: number; children: ReactNode }) {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const ahead = serverNow - Date.now();
    const timer = setInterval(() => setNow(Date.now() + ahead), 1000);
    return () => clearInterval(timer);
  }, [serverNow]);
  return <Now value={now}>{children}</Now>;
}

/** Unix ms; moves once a second. */
export function useNow(): number {
  return useContext(Now);
}
