import { isCounted, type InboundCountedEvent, type InboundEvent } from "@/lib/domain/event";
import type { InboundFact } from "@/lib/domain/event";
import type {
  Pseudonymise,
  ScrubbedCountedEvent,
  ScrubbedEvent,
  ScrubbedFact,
} from "@/lib/domain/scrubbed";
import { countryOf } from "./country";
import { canonicalKey } from "./keys";
import { isPseudonym } from "./recipient";

/** Takes every readable recipient and message id out of an event. Country is read first: it cannot be recovered later. */
export function scrubEvent(event: InboundEvent, hash: Pseudonymise): ScrubbedEvent {
  return isCounted(event) ? scrubCounted(event, hash) : scrubFact(event, hash);
}

function scrubFact(fact: InboundFact, hash: Pseudonymise): ScrubbedFact {
  const { id, ...rest } = fact;
  return id === undefined
    ? { ...rest, key: canonicalKey(fact, hash), keyOf: "content" }
    : { ...rest, key: keyOfId(id, hash), keyOf: "id" };
}

function scrubCounted(event: InboundCountedEvent, hash: Pseudonymise): ScrubbedCountedEvent {
  const { id: _id, recipient, message: _message, answers, ...rest } = event;
  const scrubbed: ScrubbedCountedEvent = { ...rest, ...identity(event, hash) };
  if (recipient) {
    const { bsuid, phone } = recipient;
    const named = bsuid ?? phone;
    if (named !== undefined) scrubbed.person = pseudonymOf(named, hash.person);
    if (bsuid !== undefined && phone !== undefined) {
      scrubbed.alias = pseudonymOf(phone, hash.person);
    }
    const country = countryOf(recipient);
    if (country !== undefined) scrubbed.country = country;
  }
  if (answers !== undefined) scrubbed.answers = pseudonymOf(answers, hash.message);
  return scrubbed;
}

type Identity = Pick<ScrubbedCountedEvent, "key" | "keyOf" | "idKey" | "message">;

function identity(event: InboundCountedEvent, hash: Pseudonymise): Identity {
  if (event.message !== undefined) {
    const message = pseudonymOf(event.message, hash.message);
    const own: Identity = { message, key: messageKey(event, message, hash), keyOf: "message" };
    if (event.id !== undefined) own.idKey = keyOfId(event.id, hash);
    return own;
  }
  return event.id === undefined
    ? { key: canonicalKey(event, hash), keyOf: "content" }
    : { key: keyOfId(event.id, hash), keyOf: "id" };
}

const ownBit = new Set(["sent", "delivered", "read", "failed", "replied"]);

/** `seen` has one bit for all people kinds: folding the kind in keeps "reported" from hiding "blocked" of one message. */
function messageKey(event: InboundCountedEvent, message: string, hash: Pseudonymise): string {
  return ownBit.has(event.kind) ? message : hash.message(`\0${event.kind}:${message}`);
}

/** NUL never comes in from outside, so an id can never pass for a message. */
function keyOfId(id: string, hash: Pseudonymise): string {
  return hash.message(`\0id:${id}`);
}

/** A replayed part carries pseudonyms already. */
function pseudonymOf(text: string, hash: (text: string) => string): string {
  return isPseudonym(text) ? text.slice(2) : hash(text);
}
