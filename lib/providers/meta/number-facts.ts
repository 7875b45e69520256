import type { FactDetail } from "@/lib/domain/event";
import { codeWordOf, type JsonObject } from "@/lib/providers/json";
import { limitOf } from "@/lib/providers/limit-words";
import { numberOf } from "@/lib/providers/recipient";
import { onAccount, type Change, type FactBody, type FactReader, type Flaw } from "./change";

type Node = Pick<FactBody, "account" | "number">;

/** These fields know the number by its display form only. */
function onNumber(change: Change): Node | Flaw {
  const { display_phone_number: display, phone_number_id: id } = change.value;
  const number = numberOf(display, id);
  return number
    ? { ...onAccount(change), number }
    : { reason: "malformed", at: "display_phone_number" };
}

/**
 * Despite its name the field no longer tells the quality: today it announces throughput and onboarding. Older accounts
 * may still get FLAGGED and its like, which are read but not expected.
 */
export const readNumberQuality: FactReader = (change) => {
  const node = onNumber(change);
  if ("reason" in node) return [node];
  const event = codeWordOf(change.value["event"]);
  if (event === undefined) return [{ reason: "malformed", at: "event" }];
  const limits = limitFacts(change, node, event);
  switch (event) {
    case "FLAGGED":
      return [{ kind: "quality", ...node, value: "red", detail: { reason: event } }, ...limits];
    case "UNFLAGGED":
      // Better than before, and WhatsApp does not say how good.
      return [{ kind: "quality", ...node, value: "unknown", detail: { reason: event } }, ...limits];
    case "THROUGHPUT_UPGRADE":
      return [{ kind: "throughput", ...node, value: "upgraded" }, ...limits];
    case "UPGRADE":
    case "DOWNGRADE":
    case "ONBOARDING":
      return limits.length > 0 ? limits : [{ reason: "not_scored", at: "event" }];
    default:
      return [{ reason: "unknown_value", at: "event" }, ...limits];
  }
};

const directions = new Map<string, "up" | "down">([
  ["UPGRADE", "up"],
  ["DOWNGRADE", "down"],
]);

function limitFacts(change: Change, node: Node, event: string): (FactBody | Flaw)[] {
  const { value } = change;
  const key =
    limitOf(value["max_daily_conversations_per_business"]) === "none"
      ? "current_limit"
      : "max_daily_conversations_per_business";
  const limit = limitOf(value[key]);
  const detail = limitDetail(value, event);
  if (limit === undefined) return [{ reason: "unknown_value", at: key }];
  if (limit === "legacy") return [{ reason: "legacy_limit", at: key }];
  if (limit === "none" && detail.direction === undefined) return [];
  const fact: FactBody = { kind: "limit", ...node };
  if (limit !== "none") fact.value = limit;
  if (Object.keys(detail).length > 0) fact.detail = detail;
  return [fact];
}

function limitDetail(value: JsonObject, event: string): FactDetail {
  const detail: FactDetail = {};
  const previous = limitOf(value["old_limit"]);
  const direction = directions.get(event);
  if (direction !== undefined) detail.direction = direction;
  if (previous !== undefined && previous !== "none" && previous !== "legacy") {
    detail.previous = previous;
  }
  return detail;
}

const nameDecisions = new Set(["APPROVED", "REJECTED", "PENDING", "DEFERRED"]);

export const readNumberName: FactReader = (change) => {
  const node = onNumber(change);
  if ("reason" in node) return [node];
  const decision = codeWordOf(change.value["decision"]);
  if (decision === undefined) return [{ reason: "malformed", at: "decision" }];
  if (!nameDecisions.has(decision)) return [{ reason: "unknown_value", at: "decision" }];
  const fact: FactBody = { kind: "name_decision", ...node, value: decision.toLowerCase() };
  const reason = codeWordOf(change.value["rejection_reason"]);
  if (reason !== undefined && reason !== "NONE") fact.detail = { reason };
  return [fact];
};

/** Who asked for the PIN is a person of the business: left out. */
export const readSecurity: FactReader = (change) => {
  const node = onNumber(change);
  if ("reason" in node) return [node];
  const event = codeWordOf(change.value["event"]);
  if (event === undefined) return [{ reason: "malformed", at: "event" }];
  const value = securityWords.get(event);
  if (value === undefined) return [{ reason: "unknown_value", at: "event" }];
  return [{ kind: "security", ...node, value }];
};

const securityWords = new Map([
  ["PIN_CHANGED", "pin_changed"],
  ["PIN_RESET_REQUEST", "pin_reset_request"],
  ["PIN_REQUEST_SUCCESS", "pin_reset_success"],
  ["PIN_RESET_SUCCESS", "pin_reset_success"],
]);
