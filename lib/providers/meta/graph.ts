import { ratings, type MessagingLimit, type NumberRef, type Rating } from "@/lib/domain/event";
import { codeOf, codeWordOf, idOf, isObject, listOf, objectIn, textIn } from "@/lib/providers/json";
import type { JsonObject } from "@/lib/providers/json";
import { limitOf } from "@/lib/providers/limit-words";
import { numberOf } from "@/lib/providers/recipient";

/** What WhatsApp answers when asked about its own nodes (platform.md 6). */
export const graphVersion = "v23.0";
export const numberFields = "id,display_phone_number,verified_name,quality_rating";
/** Not every account knows these: an unknown name refuses the whole question, so they can be left out. */
export const optionalNumberFields =
  "status,throughput,whatsapp_business_manager_messaging_limit,health_status";
export const accountFields = "id,name";
export const optionalAccountFields = "health_status";

/** `word` is `available`, `limited` or `blocked`; the code of the first error tells a lock from the rest. */
export interface Health {
  word: string;
  code?: number;
  /** The part of WhatsApp's tree that is to blame: PHONE_NUMBER, WABA, BUSINESS, APP. */
  part?: string;
}

export interface PolledNumber {
  ref: NumberRef;
  name?: string;
  quality?: Rating;
  limit?: MessagingLimit;
  throughput?: string;
  health?: Health;
}

export interface PolledAccount {
  name?: string;
  health?: Health;
}

/** One page of an account's numbers; what cannot be read is left out, never guessed. */
export function readNumbers(body: unknown): { numbers: PolledNumber[]; after: string | undefined } {
  if (!isObject(body)) return { numbers: [], after: undefined };
  const numbers = listOf(body["data"]).filter(isObject).flatMap(readNumber);
  const paging = objectIn(body, "paging");
  const cursors = paging && objectIn(paging, "cursors");
  const more = paging?.["next"] !== undefined;
  return { numbers, after: more && cursors ? textIn(cursors, "after", 2000) : undefined };
}

function readNumber(value: JsonObject): PolledNumber[] {
  const ref = numberOf(value["display_phone_number"], idOf(value["id"]));
  if (!ref) return [];
  const throughput = objectIn(value, "throughput");
  const limit = limitOf(value["whatsapp_business_manager_messaging_limit"]);
  const parts = {
    name: textIn(value, "verified_name"),
    quality: qualityOf(value["quality_rating"]),
    limit: limit === "none" || limit === "legacy" ? undefined : limit,
    throughput: throughput && codeWordOf(throughput["level"])?.toLowerCase(),
    health: readHealth(value),
  };
  return [{ ref, ...present(parts) }];
}

export function readAccount(body: unknown): PolledAccount {
  if (!isObject(body)) return {};
  return present({ name: textIn(body, "name"), health: readHealth(body) });
}

/** Whether any app is subscribed to the account's notices. */
export function readSubscribed(body: unknown): boolean {
  return isObject(body) && listOf(body["data"]).length > 0;
}

/** The number of WhatsApp's error, else undefined. */
export function readErrorCode(body: unknown): number | undefined {
  const error = isObject(body) ? objectIn(body, "error") : undefined;
  return error && codeOf(error["code"]);
}

function qualityOf(raw: unknown): Rating | undefined {
  const word = codeWordOf(raw)?.toLowerCase();
  return word === "na" ? "unknown" : ratings.find((rating) => rating === word);
}

function readHealth(value: JsonObject): Health | undefined {
  const health = objectIn(value, "health_status");
  const word = health && codeWordOf(health["can_send_message"])?.toLowerCase();
  if (!health || word === undefined) return undefined;
  const toBlame = listOf(health["entities"])
    .filter(isObject)
    .find((entity) => codeWordOf(entity["can_send_message"])?.toLowerCase() === word);
  if (word === "available" || !toBlame) return { word };
  const code = listOf(toBlame["errors"])
    .filter(isObject)
    .map((error) => codeOf(error["error_code"]))[0];
  return { word, ...present({ code, part: codeWordOf(toBlame["entity_type"]) }) };
}

/** Without the keys whose value is undefined. */
function present<T extends object>(parts: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const known = Object.entries(parts).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
