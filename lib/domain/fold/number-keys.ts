import type { NumberRef } from "@/lib/domain/event";
import type { ScrubbedEvent } from "@/lib/domain/scrubbed";

export interface NumberKeys {
  keyOf(ref: NumberRef): string;
  namesOf(key: string): ReadonlySet<string>;
}

/** A delivery that names a number both ways ties its names; the E.164 is the key where one is known. */
export function numberKeys(events: readonly ScrubbedEvent[]): NumberKeys {
  const refs = events.flatMap(({ number }) => number ?? []);
  const e164ById = tiedNames(refs);
  const keyOf = ({ e164, phoneNumberId = "" }: NumberRef) =>
    e164ById.get(phoneNumberId) ?? e164 ?? phoneNumberId;
  const names = new Map<string, Set<string>>();
  for (const ref of refs) {
    const known = names.get(keyOf(ref)) ?? new Set<string>();
    names.set(keyOf(ref), known);
    for (const name of [ref.e164, ref.phoneNumberId]) if (name) known.add(name);
  }
  return { keyOf, namesOf: (key) => names.get(key) ?? new Set([key]) };
}

function tiedNames(refs: readonly NumberRef[]): Map<string, string> {
  const e164ById = new Map<string, string>();
  for (const { e164, phoneNumberId } of refs) {
    if (!e164 || !phoneNumberId) continue;
    const known = e164ById.get(phoneNumberId);
    if (!known || e164 < known) e164ById.set(phoneNumberId, e164);
  }
  return e164ById;
}
