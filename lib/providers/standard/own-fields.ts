import { categories, type Category, type Instant, type NumberRef } from "@/lib/domain/event";
import { endOf, momentOf, writtenDay } from "@/lib/domain/moment";
import {
  accountPattern,
  largestCode,
  largestCount,
  numberPattern,
  ownKinds,
  ownTextLimits,
  type OwnKind,
} from "@/lib/domain/own-event";
import { isStorable } from "@/lib/domain/storable";
import { integerOf, type JsonObject } from "@/lib/providers/json";

/** Why a row was refused: the field, a stable word, and what to do about it. */
export interface Refusal {
  field: string;
  reason: "missing" | "malformed" | "too_long" | "unknown_value" | "too_far_ahead" | "too_old";
  mend: string;
}

export type Field<T> = { value: T } | { refusal: Refusal };

export function refuse(field: string, reason: Refusal["reason"], mend: string) {
  return { refusal: { field, reason, mend } };
}

/** The values of several fields, or the first refusal among them. */
export function all<T extends object>(fields: { [Name in keyof T]: Field<T[Name]> }): Field<T> {
  const values: Partial<T> = {};
  for (const name of Object.keys(fields) as (keyof T)[]) {
    const field = fields[name];
    if ("refusal" in field) return field;
    values[name] = field.value;
  }
  // Every name of T was set above, or we have returned.
  return { value: values as T };
}

export function isAbsent(raw: unknown): raw is undefined | null {
  return raw === undefined || raw === null;
}

export function readKind(row: JsonObject): Field<OwnKind> {
  const raw = row["kind"];
  const kind = ownKinds.find((known) => known === raw);
  if (kind !== undefined) return { value: kind };
  const reason = isAbsent(raw) ? "missing" : "unknown_value";
  return refuse("kind", reason, `Use one of: ${ownKinds.join(", ")}.`);
}

type TextField = keyof typeof ownTextLimits;
export type Texts = Partial<Record<TextField, string>>;
const textFields = Object.keys(ownTextLimits) as TextField[];

/** All the plain text fields of a row at once. */
export function readTexts(row: JsonObject): Field<Texts> {
  const texts: Texts = {};
  for (const field of textFields) {
    const raw = row[field];
    if (isAbsent(raw)) continue;
    const refusal = textRefusal(field, raw, ownTextLimits[field]);
    if (refusal) return { refusal };
    if (typeof raw === "string") texts[field] = raw;
  }
  return { value: texts };
}

function textRefusal(field: string, raw: unknown, most: number): Refusal | undefined {
  if (typeof raw !== "string") {
    return { field, reason: "malformed", mend: `Write ${field} as a text in quotes.` };
  }
  if (raw.length === 0) {
    return { field, reason: "malformed", mend: `Leave ${field} out when it is empty.` };
  }
  if (raw.length > most) {
    return { field, reason: "too_long", mend: `Shorten ${field} to ${most} characters.` };
  }
  if (isStorable(raw)) return undefined;
  return { field, reason: "malformed", mend: `Remove the NUL or broken characters from ${field}.` };
}

const numberMend =
  "Write the number as +15550100001, or the provider's phone-number id in bare digits.";

/** `fallback`: the number that stands for rows that name none. */
export function readNumber(row: JsonObject, fallback?: string): Field<NumberRef | undefined> {
  const raw = row["number"] ?? fallback;
  if (isAbsent(raw)) return { value: undefined };
  if (typeof raw !== "string" || !numberPattern.test(raw)) {
    return refuse("number", "malformed", numberMend);
  }
  return { value: raw.startsWith("+") ? { e164: raw } : { phoneNumberId: raw } };
}

export function readAccount(row: JsonObject): Field<string | undefined> {
  const raw = row["account"];
  if (isAbsent(raw)) return { value: undefined };
  if (typeof raw === "string" && accountPattern.test(raw)) return { value: raw };
  return refuse(
    "account",
    "malformed",
    "Write the account's id as a text, such as 104455667788990.",
  );
}

const clockTolerance = 5 * 60_000;
const oldestImport = 400 * 86_400_000;

export function readAt(row: JsonObject, now: Instant, isImport: boolean): Field<Instant> {
  const raw = row["at"];
  const mend = "Write at as 2026-11-22T10:00:00Z, or as unix seconds or milliseconds.";
  if (isAbsent(raw)) return refuse("at", "missing", mend);
  const at = momentOf(raw);
  if (at === undefined) return refuse("at", "malformed", mend);
  if (at > now + clockTolerance) {
    return refuse("at", "too_far_ahead", "Check the clock: at lies more than 5 minutes ahead.");
  }
  if (isImport && at < now - oldestImport) {
    return refuse("at", "too_old", "Leave the row out: history goes back 400 days at most.");
  }
  return { value: at };
}

export interface End {
  until: Instant;
  /** As it was written: a scheduled disable is a day, without hour or zone. */
  day: string;
}

export function readUntil(row: JsonObject): Field<End | undefined> {
  const raw = row["until"];
  if (isAbsent(raw)) return { value: undefined };
  const until = endOf(raw);
  const day = writtenDay(raw);
  if (until !== undefined && day !== undefined) return { value: { until, day } };
  return refuse(
    "until",
    "malformed",
    "Write until as 2026-11-29T00:00:00Z, as unix seconds, or as a day: 2026-11-29.",
  );
}

export function readCategory(row: JsonObject): Field<Category | undefined> {
  const raw = row["category"];
  if (isAbsent(raw)) return { value: undefined };
  const category = categories.find((known) => known === raw);
  if (category !== undefined) return { value: category };
  return refuse("category", "unknown_value", `Use one of: ${categories.join(", ")}.`);
}

/** In files every cell is a text: `isFile` takes digits in quotes as well. */
export function readCode(row: JsonObject, isFile: boolean): Field<number | undefined> {
  const code = wholeNumber(row["code"], isFile);
  if (code === undefined) return { value: undefined };
  if (code >= 0 && code <= largestCode) return { value: code };
  return refuse("code", "malformed", "Write code as the provider's whole number, such as 131026.");
}

export function readCount(row: JsonObject, isFile: boolean): Field<number> {
  const count = wholeNumber(row["count"], isFile);
  if (count === undefined) return { value: 1 };
  if (count >= 1 && count <= largestCount) return { value: count };
  return refuse("count", "malformed", `Write count as a whole number from 1 to ${largestCount}.`);
}

/** NaN when it is something, but no whole number: it then fails every range. */
function wholeNumber(raw: unknown, isFile: boolean): number | undefined {
  if (isAbsent(raw)) return undefined;
  if (typeof raw === "string" && !isFile) return Number.NaN;
  return integerOf(raw) ?? Number.NaN;
}
