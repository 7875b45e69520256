import { categoryIds } from "@/lib/domain/counts";
import type { CountedKind, Instant } from "@/lib/domain/event";
import type { ScrubbedCountedEvent } from "@/lib/domain/scrubbed";
import type { Contact, NumberRollup } from "./rollups";

/** A message reached a person when it was delivered or read; the event's own category decides, as in the database. */
export function reachedBy(
  events: readonly ScrubbedCountedEvent[],
): Pick<NumberRollup, "contacts" | "touches"> {
  const contacts = new Map<string, Contact & { category: number }>();
  const touches = new Map<string, Instant[]>();
  for (const event of events) {
    const { kind, person, at, category } = event;
    if (person === undefined || !touching.has(kind)) continue;
    const times = touches.get(person) ?? [];
    times.push(at);
    touches.set(person, times);
    const contact = contactOf(contacts, person, event);
    contact.category = Math.max(contact.category, category ? categoryIds[category] : 0);
    if (kind !== "sent") contact.at = Math.min(contact.at, at);
  }
  const reached = [...contacts.values()].filter(({ at }) => Number.isFinite(at));
  return {
    touches,
    contacts: reached.map(({ person, at, category }) => ({
      person,
      at,
      isMarketing: category <= categoryIds.marketing,
    })),
  };
}

const touching: ReadonlySet<CountedKind> = new Set<CountedKind>(["sent", "delivered", "read"]);

function contactOf(
  contacts: Map<string, Contact & { category: number }>,
  person: string,
  { message, key }: ScrubbedCountedEvent,
): Contact & { category: number } {
  const name = `${person} ${message ?? key}`;
  const known = contacts.get(name) ?? {
    person,
    at: Number.POSITIVE_INFINITY,
    isMarketing: true,
    category: 0,
  };
  contacts.set(name, known);
  return known;
}
