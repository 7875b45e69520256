import type { FactDetail, Instant } from "@/lib/domain/event";
import {
  codeWordOf,
  isObject,
  listOf,
  objectIn,
  textIn,
  type JsonObject,
} from "@/lib/providers/json";
import { unixMoment } from "@/lib/domain/moment";
import { normalRestriction, severityOfRestriction } from "@/lib/providers/restriction-words";
import { onAccount, type Change, type FactBody, type FactReader, type Flaw } from "./change";

export function violationOf(change: Change): string | undefined {
  const info = objectIn(change.value, "violation_info");
  return codeWordOf(info?.["violation_type"]);
}

/**
 * The entries of one sanction share an end as a rule: those that do become one fact, named by its gravest type. Without
 * entries (Direct Send) the violation type alone tells a warning, a restriction and its lifting apart.
 */
export const readRestriction: FactReader = (change) => {
  const violation = violationOf(change);
  if (violation !== undefined && isLift(violation)) return [lifted(change, violation)];
  const entries = listOf(change.value["restriction_info"]);
  if (entries.length === 0) return [withoutEntries(change, violation)];
  return fromEntries(change, entries, violation);
};

const directSend = "RESTRICTED_DIRECT_SEND_UTILITY_TEMPLATES";
const restricting = /^DIRECT_SEND_.*_(?:RATE_LIMIT|STRIKE_\d|OFFBOARD)$/;

function isLift(violation: string): boolean {
  return /_(?:UNBAN|RATE_LIMIT_RECOVERY)$/.test(violation);
}

function lifted(change: Change, violation: string): FactBody {
  const fact: FactBody = { kind: "restriction_lifted", ...onAccount(change) };
  if (violation.startsWith("DIRECT_SEND_")) fact.value = directSend;
  return { ...fact, detail: { reason: violation } };
}

function withoutEntries(change: Change, violation: string | undefined): FactBody | Flaw {
  if (violation === undefined) return { reason: "malformed", at: "restriction_info" };
  if (!restricting.test(violation)) {
    return { kind: "violation", ...onAccount(change), value: violation };
  }
  return {
    kind: "restricted",
    ...onAccount(change),
    value: directSend,
    detail: { types: [directSend], reason: violation },
  };
}

interface Sanction {
  until: Instant | undefined;
  types: string[];
  remediation: string | undefined;
}

function fromEntries(
  change: Change,
  entries: readonly unknown[],
  violation: string | undefined,
): (FactBody | Flaw)[] {
  const flaws: Flaw[] = [];
  const sanctions = new Map<Instant | undefined, Sanction>();
  for (const entry of entries) {
    const type = isObject(entry) ? codeWordOf(entry["restriction_type"]) : undefined;
    if (!isObject(entry) || type === undefined) {
      flaws.push({ reason: "malformed", at: "restriction_info.restriction_type" });
      continue;
    }
    const until = endOf(entry, flaws);
    const sanction = sanctions.get(until) ?? { until, types: [], remediation: undefined };
    sanction.types.push(normalRestriction(type));
    sanction.remediation ??= textIn(entry, "remediation", 1000);
    sanctions.set(until, sanction);
  }
  return [...[...sanctions.values()].map((one) => restricted(change, one, violation)), ...flaws];
}

/** A bad end costs the end, not the restriction. */
function endOf(entry: JsonObject, flaws: Flaw[]): Instant | undefined {
  const expiration = entry["expiration"];
  if (expiration === undefined || expiration === null) return undefined;
  const until = unixMoment(expiration);
  if (until === undefined) flaws.push({ reason: "malformed", at: "restriction_info.expiration" });
  return until;
}

function restricted(change: Change, sanction: Sanction, violation: string | undefined): FactBody {
  const types = [...new Set(sanction.types)].sort(
    (left, right) => severityOfRestriction(right) - severityOfRestriction(left),
  );
  const detail: FactDetail = { types };
  if (violation !== undefined) detail.reason = violation;
  if (sanction.remediation !== undefined) detail.text = sanction.remediation;
  const fact: FactBody = { kind: "restricted", ...onAccount(change), detail };
  if (types[0] !== undefined) fact.value = types[0];
  if (sanction.until !== undefined) fact.until = sanction.until;
  return fact;
}
