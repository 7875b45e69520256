import type { LabelTotals, Totals } from "@/db/queries/label-totals";
import { harmOf, listSentence } from "@/lib/domain/list-words";
import { hours } from "@/lib/domain/time";
import type { ListJson } from "@/lib/wire/list";
import { share } from "./campaign-json";

export interface CountedFailures {
  failed: number;
  unreachable: number;
}

const noTotals: Totals = {
  sent: 0,
  delivered: 0,
  failed: 0,
  optedOut: 0,
  blocked: 0,
  reported: 0,
};
const names = Object.keys(noTotals) as (keyof Totals)[];

export function sumOf(rows: readonly Totals[]): Totals {
  const sum = { ...noTotals };
  for (const row of rows) for (const name of names) sum[name] += row[name];
  return sum;
}

export function toTotals(rows: readonly Totals[], failures: CountedFailures | undefined) {
  const { sent, ...own } = sumOf(rows);
  const tried = Math.max(sent, own.delivered);
  const unreachable = own.failed === 0 ? 0 : failures?.unreachable;
  return {
    ...own,
    sent: tried,
    optedOutShare: share(own.optedOut, own.delivered),
    unreachable: unreachable ?? null,
    unreachableShare: unreachable === undefined ? null : share(unreachable, tried + own.failed),
  };
}

export function toList(
  known: Pick<ListJson, "id" | "name">,
  rows: readonly LabelTotals[],
  failures: CountedFailures | undefined,
  all: Totals,
): ListJson {
  const own = sumOf(rows);
  const first = rows.flatMap(({ firstHour }) => firstHour ?? []);
  const last = rows.flatMap(({ lastHour }) => lastHour ?? []);
  return {
    ...known,
    ...toTotals(rows, failures),
    ...sharesOf(own, all),
    firstUsedAt: first.length > 0 ? new Date(Math.min(...first)).toISOString() : null,
    lastUsedAt: last.length > 0 ? new Date(Math.max(...last) + hours(1)).toISOString() : null,
  };
}

/** A list may hold more than marketing: its part is never more than the whole. */
function sharesOf(own: Totals, marketing: Totals) {
  const all = { ...marketing };
  for (const name of names) all[name] = Math.max(all[name], own[name]);
  return {
    volumeShare: share(own.delivered, all.delivered),
    harmShare: share(harmOf(own), harmOf(all)),
    sentence: listSentence(own, all),
  };
}

/** Marketing that names no list is a row of its own: what is not known is shown. */
export function withoutList(all: Totals, totals: readonly LabelTotals[]): ListJson | undefined {
  const named = sumOf(totals);
  const rest = { ...noTotals };
  for (const name of names) rest[name] = Math.max(0, all[name] - named[name]);
  if (rest.sent + rest.delivered + harmOf(rest) === 0) return undefined;
  return {
    id: null,
    name: null,
    ...toTotals([rest], undefined),
    ...sharesOf(rest, all),
    firstUsedAt: null,
    lastUsedAt: null,
  };
}

export function byHarm(left: ListJson, right: ListJson): number {
  return harmOf(right) - harmOf(left) || right.delivered - left.delivered;
}
