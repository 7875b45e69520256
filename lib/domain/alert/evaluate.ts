import type { Instant } from "@/lib/domain/event";
import { seeFacts } from "./facts";
import type { AlertInput } from "./input";
import { seeNumberHigh } from "./number-high";
import { seeSanctions } from "./sanctions";
import { policies, type RuleName, type Seen, type Target } from "./rule";
import { notFiring, type Observation } from "./seen";
import { seeNumberSilence, seeSource } from "./sight";
import { seeCampaigns, seeLeaks, seeSending } from "./traffic";

/** What each rule says now about one target. Sanctions first: what they explain is not told twice. */
export function evaluateRules(input: AlertInput): Observation[] {
  return [
    ...seeSanctions(input),
    ...seeFacts(input),
    ...seeNumberHigh(input),
    ...seeCampaigns(input),
    ...seeLeaks(input),
    ...seeSending(input),
    ...seeNumberSilence(input),
    ...seeSource(input),
  ];
}

/** Rules that speak only while something is there: an open alert they no longer mention has ended. */
export function unmentioned(rule: RuleName, scope: string): Observation {
  return notFiring(rule, "clean", { scope, ended: "ended" });
}

export interface OpenElsewhere {
  id: string;
  rule: RuleName;
  target: Target;
  openedAt: Instant;
}

/** What a sanction of the node or of its account says already, told by the node itself. */
const ownVoice: ReadonlySet<RuleName> = new Set<RuleName>([
  "sending_stopped",
  "cannot_see",
  "message_after_no",
]);

/** The open alert that already tells what this one would tell: a sanction of the same node, or the account's. */
export function findParent(
  seen: Seen,
  target: Target,
  open: readonly OpenElsewhere[],
): string | undefined {
  if (ownVoice.has(seen.rule)) return undefined;
  const isOwn = (other: OpenElsewhere) =>
    other.target.kind === target.kind && other.target.id === target.id;
  const parent = open.find(
    (other) =>
      policies[other.rule].sanction && (isOwn(other) ? !policies[seen.rule].sanction : true),
  );
  return parent?.id ?? open.find((other) => isOwn(other) && toldWith(seen, other))?.id;
}

/** A number that turned high during a campaign was told with that campaign. */
function toldWith(seen: Seen, other: OpenElsewhere): boolean {
  return (
    seen.rule === "campaign_wrong" && other.rule === "number_high" && other.openedAt >= seen.since
  );
}
