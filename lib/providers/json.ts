import { codeWordPattern, largestCode } from "@/lib/domain/own-event";
import { isStorable } from "@/lib/domain/storable";

export interface JsonObject {
  readonly [key: string]: unknown;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value as a list; something single counts as a list of one, because Meta's libraries disagree about a few fields. */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

export function objectIn(value: JsonObject, key: string): JsonObject | undefined {
  const inner = value[key];
  return isObject(inner) ? inner : undefined;
}

/** A trimmed, storable, non-empty text of at most `most` characters, else undefined. */
export function textIn(value: JsonObject, key: string, most = 256): string | undefined {
  const raw = value[key];
  if (typeof raw !== "string") return undefined;
  const text = raw.trim();
  return text.length > 0 && text.length <= most && isStorable(text) ? text : undefined;
}

/** An id of Meta's: bare digits, which some fields send as a JSON number. "0" is the placeholder of Meta's own test button. */
export function idOf(raw: unknown): string | undefined {
  const text = typeof raw === "number" && Number.isSafeInteger(raw) ? String(raw) : raw;
  return typeof text === "string" && /^[1-9]\d{0,31}$/.test(text) ? text : undefined;
}

export function integerOf(raw: unknown): number | undefined {
  const value = typeof raw === "string" && /^-?\d{1,15}$/.test(raw) ? Number(raw) : raw;
  return typeof value === "number" && Number.isSafeInteger(value) ? value : undefined;
}

/** An error code, within what an integer column holds. */
export function codeOf(raw: unknown): number | undefined {
  const code = integerOf(raw);
  return code !== undefined && code >= 0 && code <= largestCode ? code : undefined;
}

/** A word of an open list of WhatsApp's, such as a violation type. */
export function codeWordOf(raw: unknown): string | undefined {
  return typeof raw === "string" && codeWordPattern.test(raw) ? raw.toUpperCase() : undefined;
}
