import type { InboundCountedEvent, NumberRef, Recipient } from "@/lib/domain/event";
import { isObject, listOf, objectIn, type JsonObject } from "@/lib/providers/json";
import { unixMoment } from "@/lib/domain/moment";
import { numberOf, recipientOf } from "@/lib/providers/recipient";
import type { Change, Flaw } from "./change";

/** What all parts of one `messages`-like change share. */
export interface Scene {
  change: Change;
  number: NumberRef | undefined;
  contacts: readonly unknown[];
}

/** Real deliveries hold a few; a hostile one could make each of a thousand parts search all of them. */
const mostContacts = 200;

export function sceneOf(change: Change): Scene {
  const contacts = listOf(change.value["contacts"]);
  const metadata = objectIn(change.value, "metadata");
  return {
    change,
    number: numberOf(metadata?.["display_phone_number"], metadata?.["phone_number_id"]),
    contacts: contacts.length > mostContacts ? contacts.slice(0, mostContacts) : contacts,
  };
}

/** The change's value with nothing but one part in it, and what that part needs to be read again. */
export function onlyPart(scene: Scene, list: string, part: unknown): JsonObject {
  const { metadata, contacts } = scene.change.value;
  return { metadata, contacts, [list]: [part] };
}

/** A person named in a part; the contacts beside it may know the user id that the part leaves out. */
export function personIn(scene: Scene, userId: unknown, phone: unknown): Recipient | undefined {
  if (typeof userId === "string") return recipientOf(userId, phone);
  for (const contact of scene.contacts) {
    if (!isObject(contact)) continue;
    const isSame =
      contact["wa_id"] === phone || (phone === undefined && scene.contacts.length === 1);
    if (isSame) return recipientOf(contact["user_id"], phone ?? contact["wa_id"]);
  }
  return recipientOf(undefined, phone);
}

type Base = Pick<InboundCountedEvent, "at" | "number" | "count"> & { account?: string };

/** Number and moment of a part, or what is wrong with them. */
export function baseOf(scene: Scene, list: string, timestamp: unknown): Base | Flaw {
  if (!scene.number) return { reason: "malformed", at: "metadata" };
  const at = unixMoment(timestamp);
  if (at === undefined) return { reason: "malformed", at: `${list}.timestamp` };
  const base: Base = { at, number: scene.number, count: 1 };
  if (scene.change.entryId !== undefined) base.account = scene.change.entryId;
  return base;
}

/** A message id: it contains the recipient's number, so it must be hashed before it is stored. */
export function messageIdOf(raw: unknown): string | undefined {
  if (typeof raw !== "string" || raw.length === 0 || raw.length > 512) return undefined;
  return raw.includes("\0") ? undefined : raw;
}
