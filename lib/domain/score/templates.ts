import type { PlatformKind } from "@/lib/domain/event";
import { ageOf, type History, volumeOf, weekAges } from "./history";
import type { Fact } from "./window";

/** Template facts that count here: of templates this number is known to have used, or of any when nobody's use is known and it sent marketing. */
export function templateFacts(history: History, kind: PlatformKind): Fact[] {
  const sendsMarketing = weekAges.some((age) => volumeOf(history, age) > 0);
  return history.window.facts
    .filter((fact) => fact.node === "template" && fact.kind === kind && fact.at <= history.now)
    .filter(({ use }) => use === "own" || (use === "unknown" && sendsMarketing))
    .toSorted((left, right) => left.at - right.at);
}

export function within(history: History, facts: readonly Fact[], dates: number): Fact[] {
  return facts.filter(({ at }) => ageOf(history, at) < dates);
}

export function latestByTemplate(facts: readonly Fact[]): Map<string, Fact> {
  const latest = new Map<string, Fact>();
  for (const fact of facts) latest.set(fact.template ?? "", fact);
  return latest;
}

/** "INVALID_FORMAT" and "invalid_format" are one word. */
export function plainWord(value: string | null | undefined): string {
  return (value ?? "").toLowerCase();
}
