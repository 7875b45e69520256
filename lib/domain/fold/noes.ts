import type { Instant } from "@/lib/domain/event";
import { hours } from "@/lib/domain/time";
import type { ScrubbedCountedEvent } from "@/lib/domain/scrubbed";

/** Whether a person's latest word before `at` was a no, and no had been standing for longer than the grace. */
export type BindingNo = (person: string, at: Instant) => boolean;

/** A no at one number of the workspace binds all of them. */
export function bindingNoes(
  spoken: readonly ScrubbedCountedEvent[],
  graceHours: number,
): BindingNo {
  const words = new Map<string, { at: Instant; no: boolean }[]>();
  for (const { person, at, kind } of spoken) {
    if (person === undefined) continue;
    const known = words.get(person) ?? [];
    known.push({ at, no: kind === "opted_out" });
    words.set(person, known);
  }
  // Of a no and a yes of one moment the no is the later one.
  for (const known of words.values())
    known.sort((left, right) => left.at - right.at || Number(left.no) - Number(right.no));
  return (person, at) => {
    const before = words.get(person)?.filter((word) => word.at <= at) ?? [];
    const lastYes = before.findLastIndex(({ no }) => !no);
    // A no that is repeated binds from its first time on.
    const firstNo = before[lastYes + 1];
    return firstNo !== undefined && at > firstNo.at + hours(graceHours);
  };
}
