import type { Pseudonymise } from "@/lib/domain/scrubbed";
import { e164Of, isPseudonym } from "./recipient";

const mostBytes = 16 * 1024;
const mostKeys = 200;
const mostDepth = 16;
const mostItems = 50;

/** Keys whose value names a person: the value becomes their pseudonym. */
const personKeys = new Set([
  ..."wa_id from to recipient recipient_id recipient_user_id recipient_parent_user_id recipient_participant_id".split(
    " ",
  ),
  ..."recipient_participant_user_id recipient_participant_parent_user_id user_id parent_user_id user".split(
    " ",
  ),
  ..."from_user_id from_parent_user_id to_user_id to_parent_user_id previous_user_id".split(" "),
  ..."previous_parent_user_id input requester phone waid msisdn participant creator author".split(
    " ",
  ),
]);

/** Keys whose value people wrote or are called by: never kept, whatever it looks like ("ANNA", "STOP"). */
const contentKeys = new Set(
  "body text caption name first_name last_name middle_name formatted_name full_name username title description payload filename vcard address url link emoji".split(
    " ",
  ),
);

const ownId = /^[+\d][\d ().-]{0,39}$/;
const plainName = /^(?!.*\d{9})[\w.-]{1,128}$/;
const writtenDay = /^[A-Za-z0-9 ,.-]{1,24}$/;

/** What a replay needs and no person is in: ids of accounts, numbers and templates, template name and language. */
const openKeys = new Map<string, RegExp>([
  ...namesWith(
    ownId,
    "display_phone_number phone_number_id waba_id owner_business_id message_template_id",
  ),
  ...namesWith(ownId, "entity_id account number"),
  ...namesWith(/^\d{1,7}$/, "code error_code"),
  ...namesWith(
    plainName,
    "object field kind message_template_name message_template_language template",
  ),
  ...namesWith(writtenDay, "waba_ban_date disable_date"),
]);

function namesWith(shape: RegExp, names: string): [string, RegExp][] {
  return names.split(" ").map((name) => [name, shape]);
}

/** Meta writes these enums in lower case; without them a kept status could not be replayed. */
const vocabulary = new Set(
  "whatsapp sent delivered read failed played deleted warning stop resume signup group individual marketing marketing_lite utility authentication authentication_international service referral_conversion regular free_customer_service free_entry_point marketing_messages".split(
    " ",
  ),
);

const timeKeys = /(?:^|_)(?:timestamp|time|date|expiration|expiry|at|until)$/;
const enumWord = /^[A-Z][A-Z0-9_]{1,63}$/;
/** Long runs of digits are phone numbers until shown otherwise. */
const longDigits = /\d{7}/;

interface Budget {
  keys: number;
  bytes: number;
}

/**
 * What may be kept of a part we did not understand: its shape, ids of accounts, numbers and templates, enums, small
 * numbers and moments. People become pseudonyms; every other text is replaced by its length. Never above 16 KiB or 200 keys.
 */
export function scrubPart(part: unknown, hash: Pseudonymise): unknown {
  const budget: Budget = { keys: mostKeys, bytes: mostBytes };
  return scrubValue(part, [], hash, budget, 0);
}

function scrubValue(
  value: unknown,
  path: readonly string[],
  hash: Pseudonymise,
  budget: Budget,
  depth: number,
): unknown {
  if (typeof value === "object" && value !== null) {
    if (depth >= mostDepth) return paid("(deep)", budget);
    return Array.isArray(value)
      ? scrubList(value, path, hash, budget, depth)
      : scrubObject(value, path, hash, budget, depth);
  }
  return paid(scrubLeaf(value, path, hash), budget);
}

function scrubList(
  list: readonly unknown[],
  path: readonly string[],
  hash: Pseudonymise,
  budget: Budget,
  depth: number,
): unknown[] {
  const kept: unknown[] = [];
  budget.bytes -= 2;
  for (const item of list.slice(0, mostItems)) {
    if (isSpent(budget)) break;
    kept.push(scrubValue(item, path, hash, budget, depth + 1));
  }
  return kept;
}

function scrubObject(
  object: object,
  path: readonly string[],
  hash: Pseudonymise,
  budget: Budget,
  depth: number,
): Record<string, unknown> {
  const kept: [string, unknown][] = [];
  budget.bytes -= 2;
  for (const [key, value] of Object.entries(object)) {
    const name = scrubKey(key);
    budget.keys -= 1;
    budget.bytes -= name.length + 4;
    if (isSpent(budget)) break;
    kept.push([name, scrubValue(value, [...path, key], hash, budget, depth + 1)]);
  }
  return Object.fromEntries(kept);
}

function isSpent(budget: Budget): boolean {
  return budget.keys < 0 || budget.bytes < 64;
}

function paid(kept: unknown, budget: Budget): unknown {
  budget.bytes -= Buffer.byteLength(JSON.stringify(kept) ?? "null") + 1;
  return kept;
}

/** Some formats use a phone number as a key; a field's name may be anything, too. */
export function scrubKey(key: string): string {
  return /^[A-Za-z][A-Za-z0-9_.:-]{0,63}$/.test(key) && !longDigits.test(key)
    ? key
    : `(key, ${key.length})`;
}

function scrubLeaf(value: unknown, path: readonly string[], hash: Pseudonymise): unknown {
  if (typeof value === "string") return scrubText(value, path, hash);
  if (typeof value === "number") return scrubNumber(value, path, hash);
  return typeof value === "boolean" ? value : null;
}

function scrubNumber(value: number, path: readonly string[], hash: Pseudonymise): unknown {
  if (personKeys.has(path.at(-1) ?? "")) return `h:${hash.person(`+${value}`)}`;
  if (Math.abs(value) < 10_000_000 || isUnixTime(value)) return value;
  return openShape(path)?.test(String(value)) ? value : `(number, ${String(value).length})`;
}

const messageKeys = new Set(["id", "message", "message_id"]);

function scrubText(text: string, path: readonly string[], hash: Pseudonymise): string {
  const key = path.at(-1) ?? "";
  if (isPseudonym(text) || isKept(text, key, path)) return text;
  if (personKeys.has(key)) return `h:${hash.person(personText(text))}`;
  const isMessage = text.startsWith("wamid.") || (messageKeys.has(key) && /^\S{8,256}$/.test(text));
  return isMessage ? `h:${hash.message(text)}` : `(text, ${text.length})`;
}

function isKept(text: string, key: string, path: readonly string[]): boolean {
  if (personKeys.has(key)) return false;
  const shape = openShape(path);
  if (shape) return shape.test(text);
  if (timeKeys.test(key)) return /^\d+$/.test(text) && isUnixTime(Number(text));
  if (longDigits.test(text) || (contentKeys.has(key) && path.at(-2) !== "other_info")) return false;
  return enumWord.test(text) || vocabulary.has(text);
}

/** `id` is an account's only directly under `entry`; elsewhere it may be a message's or a person's. */
function openShape(path: readonly string[]): RegExp | undefined {
  const key = path.at(-1) ?? "";
  return key === "id" && path.length === 2 && path[0] === "entry" ? ownId : openKeys.get(key);
}

/** Seconds or milliseconds between 2014 and 2033. No phone number with its calling code, and no ten-digit American one, lies there. */
function isUnixTime(value: number): boolean {
  const seconds = value >= 1e12 ? value / 1000 : value;
  return seconds >= 1.4e9 && seconds < 2e9 && Number.isInteger(value);
}

/** The same text that recipients are hashed from, so that a replayed part meets the same person. */
function personText(text: string): string {
  return e164Of(text) ?? text;
}
