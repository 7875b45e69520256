import type { CountedKind, Instant, PlatformKind } from "@/lib/domain/event";
import type { ScrubbedCountedEvent, ScrubbedEvent, ScrubbedFact } from "@/lib/domain/scrubbed";

export const zone = "Asia/Kolkata";
/** Monday 23 November 2026, 09:40 in India. */
export const now: Instant = Date.parse("2026-11-23T09:40:00+05:30");
export const number = { e164: "+15550100003" };

let made = 0;

type Over = Partial<ScrubbedCountedEvent>;

/** An event with a key of its own; with a `message`, that is its key. */
export function event(kind: CountedKind, at: Instant, over: Over = {}): ScrubbedCountedEvent {
  made += 1;
  const tied =
    over.message !== undefined && ["sent", "delivered", "read", "failed", "replied"].includes(kind);
  const key = tied ? (over.message ?? "") : `key-${made}`;
  return { kind, at, number, count: 1, key, keyOf: tied ? "message" : "content", ...over };
}

export function factEvent(
  kind: PlatformKind,
  at: Instant,
  over: Partial<ScrubbedFact> = {},
): ScrubbedFact {
  made += 1;
  return { kind, at, key: `fact-${made}`, keyOf: "content", account: "104455667788990", ...over };
}

export interface Dice {
  (): number;
}

/** The same numbers for the same seed. */
export function makeDice(seed: number): Dice {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export function shuffled<T>(items: readonly T[], dice: Dice): T[] {
  return items
    .map((item) => ({ item, place: dice() }))
    .toSorted((left, right) => left.place - right.place)
    .map(({ item }) => item);
}

const hour = 3_600_000;
const day = 24 * hour;

/** Weeks of traffic of two numbers of one account: campaigns, failures, opt-outs in clusters, opt-ins, messages after a no, facts. */
export function mixedEvents(seed: number): ScrubbedEvent[] {
  const dice = makeDice(seed);
  const pick = <T>(items: readonly T[]): T =>
    items[Math.floor(dice() * items.length)] ?? (items[0] as T);
  const numbers = [number, { e164: "+15550100004", phoneNumberId: "220011223344557" }];
  const events: ScrubbedEvent[] = [];
  for (let index = 0; index < 900; index += 1) {
    const at = now - Math.floor(dice() * 40 * day);
    const message = `message-${seed}-${index}`;
    const person = `person-${Math.floor(dice() * 80)}`;
    const to = { number: pick(numbers), account: "104455667788990", message, person };
    const labels = {
      category: pick(["marketing", "marketing", "utility"] as const),
      campaign: pick(["A", "B"]),
      template: pick(["t1", "t2"]),
    };
    // Not every event of a message carries its labels: the others are lent them.
    events.push(event("sent", at, { ...to, ...(dice() < 0.8 && labels) }));
    const delivered = at + Math.floor(dice() * 3 * hour);
    if (dice() < 0.1)
      events.push(
        event("failed", delivered, { ...to, code: pick([131026, 131049, 131048, 131031]) }),
      );
    else {
      if (dice() < 0.8)
        events.push(event("delivered", delivered, { ...to, ...(dice() < 0.3 && labels) }));
      if (dice() < 0.5) events.push(event("read", delivered + Math.floor(dice() * 2 * day), to));
      if (dice() < 0.05)
        events.push(
          event("opted_out", delivered + hour, { number: to.number, person, answers: message }),
        );
      if (dice() < 0.02)
        events.push(event("opted_in", delivered + 2 * hour, { number: to.number, person }));
    }
  }
  events.push(
    event("delivered", now - 3 * day, { count: 400, category: "marketing" }),
    event("read", now - 3 * day, { count: 130, category: "marketing" }),
  );
  events.push(
    factEvent("violation", now - 9 * day, { value: "SCAM" }),
    factEvent("quality", now - day, { number, value: "yellow" }),
  );
  events.push(
    factEvent("template_quality", now - day, { value: "yellow", template: { name: "t1" } }),
  );
  return events.filter(({ at }) => at < now);
}
