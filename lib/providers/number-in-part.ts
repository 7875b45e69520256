import type { NumberRef } from "@/lib/domain/event";
import { isObject, listOf, objectIn } from "./json";
import { e164Of, numberOf } from "./recipient";

/** Whose people a part speaks of that was not understood, as far as it says: our own row or an envelope of Meta's. */
export function numberInPart(part: unknown): NumberRef | undefined {
  if (!isObject(part)) return Array.isArray(part) ? numberInPart(part[0]) : undefined;
  const { number } = part;
  if (typeof number === "string") {
    return number.startsWith("+")
      ? numberOf(e164Of(number), undefined)
      : numberOf(undefined, number);
  }
  const [entry] = listOf(part["entry"]);
  const [change] = isObject(entry) ? listOf(entry["changes"]) : [];
  const value = isObject(change) ? objectIn(change, "value") : undefined;
  const metadata = value && objectIn(value, "metadata");
  return metadata && numberOf(metadata["display_phone_number"], metadata["phone_number_id"]);
}
