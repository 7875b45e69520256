import type { Instant, PlatformKind } from "@/lib/domain/event";
import type { AlertInput, NodeFact } from "./input";

export function ofKind({ facts }: AlertInput, kind: PlatformKind): NodeFact[] {
  return facts.filter((fact) => fact.kind === kind);
}

export function newest(facts: readonly NodeFact[]): NodeFact | undefined {
  return facts.reduce<NodeFact | undefined>(
    (last, fact) => (last === undefined || fact.at > last.at ? fact : last),
    undefined,
  );
}

/** How old the news was when it reached us; 0 when no notice brought it. */
export function ageOf(input: AlertInput, kind: PlatformKind, at: Instant): number {
  const fact = ofKind(input, kind).find((one) => one.at === at);
  return fact ? fact.receivedAt - fact.at : 0;
}
