import type { FactDetail } from "@/lib/domain/event";
import { codeWordOf, idOf, isObject, textIn, type JsonObject } from "@/lib/providers/json";
import { limitOf } from "@/lib/providers/limit-words";
import { numberOf } from "@/lib/providers/recipient";
import { onAccount, type Change, type FactBody, type FactReader } from "./change";

/** Older libraries put `alert_*` flat into the value, newer ones into `alert_info`. */
export const readAccountAlert: FactReader = (change) => {
  const { value } = change;
  const info = isObject(value["alert_info"]) ? value["alert_info"] : value;
  const type = codeWordOf(info["alert_type"]);
  if (type === undefined) return [{ reason: "malformed", at: "alert_type" }];
  const isActive = info["alert_status"] !== "NONE";
  const isRefusal = type === "INCREASED_CAPABILITIES_ELIGIBILITY_FAILED" && isActive;
  return [
    {
      kind: isRefusal ? "growth_refused" : "account_alert",
      ...entityOf(change),
      value: type,
      detail: alertDetail(info, isActive),
    },
  ];
};

function alertDetail(info: JsonObject, isActive: boolean): FactDetail {
  const detail: FactDetail = {};
  const severity = codeWordOf(info["alert_severity"]);
  const text = textIn(info, "alert_description", 1000);
  if (severity !== undefined) detail.severity = severity.toLowerCase();
  if (text !== undefined) detail.text = text;
  if (!isActive) detail.step = "ended";
  return detail;
}

function entityOf({
  value,
  ...change
}: Change): Pick<FactBody, "account" | "number" | "portfolio"> {
  const node: Pick<FactBody, "account" | "number" | "portfolio"> = onAccount({ value, ...change });
  const id = idOf(value["entity_id"]);
  if (id === undefined) return node;
  if (value["entity_type"] === "BUSINESS") return { ...node, portfolio: id };
  const number = value["entity_type"] === "PHONE_NUMBER" ? numberOf(undefined, id) : undefined;
  return number ? { ...node, number } : node;
}

const decisions = new Set(["APPROVED", "REJECTED", "PENDING", "DEFERRED"]);

export const readAccountReview: FactReader = (change) => {
  const decision = codeWordOf(change.value["decision"]);
  if (decision === undefined) return [{ reason: "malformed", at: "decision" }];
  if (!decisions.has(decision)) return [{ reason: "unknown_value", at: "decision" }];
  return [{ kind: "review", ...onAccount(change), value: decision.toLowerCase() }];
};

const limitKeys = ["max_daily_conversations_per_business", "max_daily_conversation_per_phone"];

/** Since 2025-10-07 the limit belongs to the portfolio; the older key may still come beside or instead. */
export const readCapability: FactReader = (change) => {
  const key = limitKeys.find((name) => limitOf(change.value[name]) !== "none");
  if (key === undefined) return [{ reason: "not_scored" }];
  const limit = limitOf(change.value[key]);
  if (limit === undefined || limit === "none") return [{ reason: "unknown_value", at: key }];
  if (limit === "legacy") return [{ reason: "legacy_limit", at: key }];
  return [{ kind: "limit", ...onAccount(change), value: limit }];
};
