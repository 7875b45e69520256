"use client";

import { useSearchParams } from "next/navigation";
import { addressOf, type ListChoice, readChoice } from "./list-choice";

/** The choice lives in the address: it can be sent to somebody, and Back leads to it. */
export function useListChoice(): [ListChoice, (choice: ListChoice) => void] {
  const choice = readChoice(useSearchParams());
  return [choice, (next) => window.history.replaceState(null, "", addressOf(next))];
}
