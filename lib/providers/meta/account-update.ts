import type { FactDetail } from "@/lib/domain/event";
import {
  codeWordOf,
  idOf,
  isObject,
  objectIn,
  textIn,
  type JsonObject,
} from "@/lib/providers/json";
import { humanDay } from "@/lib/domain/moment";
import { onAccount, type Change, type FactBody, type FactReader, type Flaw } from "./change";
import { readRestriction, violationOf } from "./restriction";

/** The field that decides whether a number lives: bans, restrictions, violations, connections. */
export const readAccountUpdate: FactReader = (change) => {
  const { value } = change;
  const event = value["event"];
  const reader = readers.get(event);
  if (reader) return reader(change);
  if (withoutMeaning.has(event)) return [{ reason: "not_scored", at: "event" }];
  return [{ reason: typeof event === "string" ? "unknown_value" : "malformed", at: "event" }];
};

const withoutMeaning = new Set<unknown>([
  "AD_ACCOUNT_LINKED",
  "AUTH_INTL_PRICE_ELIGIBILITY_UPDATE",
  "BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE",
  "MM_LITE_TERMS_SIGNED",
  "PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE",
  "PARTNER_CLIENT_CERTIFICATION_NEEDED",
  "VOLUME_BASED_PRICING_TIER_UPDATE",
  "VERIFIED_ACCOUNT",
]);

const readViolation: FactReader = (change) => {
  const violation = violationOf(change);
  const fact: FactBody = { kind: "violation", ...onAccount(change) };
  if (violation === undefined) return [fact, { reason: "malformed", at: "violation_info" }];
  return [{ ...fact, value: violation }];
};

const banStates = new Map<unknown, "disable_scheduled" | "disabled" | "reinstated">([
  ["SCHEDULE_FOR_DISABLE", "disable_scheduled"],
  ["DISABLE", "disabled"],
  ["REINSTATE", "reinstated"],
]);

const readBan: FactReader = (change) => {
  const ban = objectIn(change.value, "ban_info");
  if (!ban) return [{ reason: "malformed", at: "ban_info" }];
  const kind = banStates.get(ban["waba_ban_state"]);
  if (kind === undefined) return [{ reason: "unknown_value", at: "ban_info.waba_ban_state" }];
  const day = dayIn(ban, "waba_ban_date");
  const violation = violationOf(change);
  const detail: FactDetail = {};
  if (typeof day === "string") detail.day = day;
  if (violation !== undefined) detail.reason = violation;
  const fact: FactBody = { kind, ...onAccount(change) };
  if (Object.keys(detail).length > 0) fact.detail = detail;
  return typeof day === "object" ? [fact, day] : [fact];
};

/** The date of a ban is written for people ("November 29, 2026"): a day, without hour or zone. */
function dayIn(ban: JsonObject, key: string): string | Flaw | undefined {
  if (ban[key] === undefined || ban[key] === null) return undefined;
  return humanDay(ban[key]) ?? { reason: "malformed", at: `ban_info.${key}` };
}

/** `PARTNER_*` entries carry the partner's portfolio as their id; account and owner stand in `waba_info`. */
function partnered(kind: "disconnected" | "reconnected"): FactReader {
  return (change) => {
    const info = objectIn(change.value, "waba_info");
    const account = idOf(info?.["waba_id"]);
    if (account === undefined) return [{ reason: "malformed", at: "waba_info.waba_id" }];
    const fact = connection(kind, change, { account });
    const portfolio = idOf(info?.["owner_business_id"]);
    if (portfolio !== undefined) fact.portfolio = portfolio;
    return [fact];
  };
}

/** Events whose entry id is the account's own. */
function own(kind: "disconnected" | "reconnected"): FactReader {
  return (change) => {
    const account = idOf(objectIn(change.value, "waba_info")?.["waba_id"]) ?? change.entryId;
    if (account === undefined) return [{ reason: "malformed", at: "entry.id" }];
    return [connection(kind, change, { account })];
  };
}

function connection(
  kind: "disconnected" | "reconnected",
  change: Change,
  node: { account: string },
): FactBody {
  const fact: FactBody = { kind, ...node };
  const event = codeWordOf(change.value["event"]);
  if (event !== undefined) fact.value = event;
  const info = change.value["disconnection_info"];
  const reason = isObject(info)
    ? (codeWordOf(info["reason"]) ?? textIn(info, "reason"))
    : undefined;
  if (reason !== undefined) fact.detail = { reason };
  return fact;
}

const readers = new Map<unknown, FactReader>([
  ["ACCOUNT_RESTRICTION", readRestriction],
  ["ACCOUNT_VIOLATION", readViolation],
  ["DISABLED_UPDATE", readBan],
  ["ACCOUNT_DELETED", own("disconnected")],
  ["ACCOUNT_OFFBOARDED", own("disconnected")],
  ["ACCOUNT_RECONNECTED", own("reconnected")],
  ["PARTNER_ADDED", partnered("reconnected")],
  ["PARTNER_APP_INSTALLED", partnered("reconnected")],
  ["PARTNER_APP_UNINSTALLED", partnered("disconnected")],
  ["PARTNER_REMOVED", partnered("disconnected")],
]);
