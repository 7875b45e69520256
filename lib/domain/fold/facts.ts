import type { ScrubbedFact } from "@/lib/domain/scrubbed";
import type { NumberKeys } from "./number-keys";
import type { FoldedFact } from "./rollups";

/** Each fact once, by its node, moment and key. */
export function foldFacts(facts: readonly ScrubbedFact[], keys: NumberKeys): FoldedFact[] {
  const unique = new Map<string, FoldedFact>();
  for (const fact of facts) {
    const folded = nodeOf(fact, keys);
    if (folded)
      unique.set(
        `${folded.node} ${folded.owner} ${folded.template} ${fact.at} ${fact.key}`,
        folded,
      );
  }
  return [...unique]
    .toSorted(([left, a], [right, b]) => a.fact.at - b.fact.at || (left < right ? -1 : 1))
    .map(([, folded]) => folded);
}

function nodeOf(fact: ScrubbedFact, keys: NumberKeys): FoldedFact | undefined {
  const template = fact.template?.name ?? null;
  if (template !== null && fact.account !== undefined)
    return { node: "template", owner: fact.account, template, fact };
  if (fact.number) return { node: "number", owner: keys.keyOf(fact.number), template, fact };
  return fact.account === undefined
    ? undefined
    : { node: "account", owner: fact.account, template: null, fact };
}
