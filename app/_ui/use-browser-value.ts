"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** What only a browser knows and what never changes while the page stands; until it is known, `before`. */
export function useBrowserValue<T extends string | boolean>(read: () => T, before: T): T {
  return useSyncExternalStore(never, read, () => before);
}
