import { isUnseen, stageOf } from "./portfolio-number";
import type { PortfolioNumber } from "./portfolio-number";

/** Worst first: state, then score, then marketing volume; unknown and unseen numbers after low. */
export function sortPortfolio<N extends PortfolioNumber>(numbers: readonly N[]): N[] {
  return keepGroupsTogether(numbers.toSorted(compare));
}

function compare(a: PortfolioNumber, b: PortfolioNumber): number {
  return (
    stateRank(a) - stateRank(b) ||
    (b.score ?? -1) - (a.score ?? -1) ||
    b.behaviour - a.behaviour ||
    b.marketing7d - a.marketing7d ||
    (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
  );
}

/** A number that cannot send for reasons of its own carries no ban risk: after the risky ones, before the rest. */
function stateRank(number: PortfolioNumber): number {
  if (number.sending === "disabled") return 0;
  if (number.sending === "disable_scheduled") return 1;
  if (number.sending === "restricted") return 2;
  if (number.sending === "stopped")
    return stageOf({ ...number, sending: "ok" }) === "need you" ? 3 : 4;
  if (stageOf(number) === "need you") return 3;
  if (isUnseen(number)) return 7;
  return number.band === "unknown" ? 6 : 5;
}

/** The account whose sanction holds for a number, or undefined when it stands for itself. */
export function groupKey(number: PortfolioNumber): string | undefined {
  return number.restriction?.inherited === true ? (number.account ?? undefined) : undefined;
}

/** The first of a group decides where the group stands. */
function keepGroupsTogether<N extends PortfolioNumber>(sorted: N[]): N[] {
  const placed = new Set<string>();
  return sorted.flatMap((number) => {
    const key = groupKey(number);
    if (key === undefined) return [number];
    if (placed.has(key)) return [];
    placed.add(key);
    return sorted.filter((other) => groupKey(other) === key);
  });
}

export interface PortfolioGroup<N> {
  key: string;
  /** The account's name when a sanction of the account holds its numbers together; then one head line stands over them. */
  head: string | undefined;
  numbers: N[];
}

/** Takes sorted numbers; a group has a head only when it holds two or more. */
export function groupPortfolio<N extends PortfolioNumber>(
  sorted: readonly N[],
): PortfolioGroup<N>[] {
  const groups: PortfolioGroup<N>[] = [];
  for (const number of sorted) {
    const key = groupKey(number) ?? number.id;
    const last = groups.at(-1);
    if (last?.key === key) last.numbers.push(number);
    else groups.push({ key, head: undefined, numbers: [number] });
  }
  return groups.map((group) => ({ ...group, head: headOf(group.numbers) }));
}

function headOf(numbers: readonly PortfolioNumber[]): string | undefined {
  const [first] = numbers;
  return first && numbers.length > 1
    ? (first.accountName ?? `Account ${first.account}`)
    : undefined;
}
