import { localDay } from "@/lib/domain/time";
import type { HarmlessCause } from "./codes";
import type { Restriction, RestrictionKind, Sending } from "./line";
import type { Sanctions } from "./sanctions";

/** Kinds that stop messages; calls and the adding of numbers do not. */
const stopsMessages: ReadonlySet<RestrictionKind> = new Set([
  "all",
  "starting",
  "unknown",
  "utility",
]);

export function sendingOf(
  sanctions: Sanctions,
  lockedSince: number | null,
  stopped: HarmlessCause | undefined,
): Sending {
  if (sanctions.disable)
    return sanctions.disable.kind === "disabled" ? "disabled" : "disable_scheduled";
  if (
    lockedSince !== null ||
    sanctions.restrictions.some(({ active, kind }) => active && stopsMessages.has(kind))
  )
    return "restricted";
  return stopped ? "stopped" : "ok";
}

/** What holds now in one value; its end is the last of the ends, and null while one of them is open. */
export function restrictionOf(
  sanctions: Sanctions,
  lockedSince: number | null,
  zone: string,
): Restriction | null {
  const { disable } = sanctions;
  const active = sanctions.restrictions.filter((span) => span.active);
  const first = active[0];
  const day = disable
    ? (disable.detail?.day ?? (disable.until === null ? null : localDay(disable.until, zone)))
    : null;
  if (first) {
    const ends = active.map(({ until }) => until);
    return {
      kinds: unique(active.map(({ kind }) => kind)),
      types: unique(active.map(({ type }) => type)),
      since: Math.min(...active.map(({ fact }) => fact.at)),
      until: ends.includes(null) ? null : Math.max(...ends.map((end) => end ?? 0)),
      day,
      inherited: active.every(({ fact }) => fact.inherited),
    };
  }
  if (disable)
    return {
      kinds: [],
      types: [],
      since: disable.at,
      until: null,
      day,
      inherited: disable.inherited,
    };
  if (lockedSince !== null)
    return {
      kinds: ["locked"],
      types: [],
      since: lockedSince,
      until: null,
      day: null,
      inherited: false,
    };
  return null;
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
