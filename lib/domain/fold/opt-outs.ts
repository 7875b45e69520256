import type { Instant } from "@/lib/domain/event";
import { countedSignals } from "@/lib/domain/opt-out-count";
import type { ScrubbedCountedEvent } from "@/lib/domain/scrubbed";
import { hours } from "@/lib/domain/time";
import { isTied, type Labels, type MessageState } from "./messages";

const lookBack = hours(72);

export interface CountedOptOut extends Labels {
  at: Instant;
  count: number;
}

type LastMessage = (event: ScrubbedCountedEvent) => Labels | undefined;

/** Opt-outs that count, with the labels of the message they belong to. Ambiguous words that belong to no marketing are none. */
export function foldOptOuts(
  events: readonly ScrubbedCountedEvent[],
  messages: ReadonlyMap<string, MessageState>,
): { counted: CountedOptOut[]; heard: ScrubbedCountedEvent[] } {
  const lastMessage = lastMessages(events, messages);
  const belongsTo: LastMessage = (event) =>
    (event.answers && messages.get(event.answers)) || lastMessage(event);
  const heard = events.filter(
    (event) => event.kind === "opted_out" && (!event.ambiguous || isMarketing(belongsTo(event))),
  );
  const counted = heard.filter(({ person }) => person === undefined);
  for (const signals of groupByPerson(heard).values()) {
    const moments = countedSignals(signals.map(({ at }) => at));
    for (const signal of signals) {
      if (!moments.delete(signal.at)) continue;
      counted.push(signal);
    }
  }
  return {
    heard,
    counted: counted.map((event) => ({
      at: event.at,
      count: event.count,
      ...labelsOf(event, belongsTo(event)),
    })),
  };
}

/** What the opt-out itself says goes before what its message says. */
function labelsOf(event: ScrubbedCountedEvent, message: Labels | undefined): Labels {
  return {
    category: event.category ?? message?.category,
    country: event.country,
    template: event.template ?? message?.template,
    campaign: event.campaign ?? message?.campaign,
    list: event.list ?? message?.list,
  };
}

function isMarketing(message: Labels | undefined): boolean {
  return (
    message !== undefined && (message.category === undefined || message.category === "marketing")
  );
}

/** The last marketing message to the same person within 72 hours; for an ambiguous word the last one of any kind. */
function lastMessages(
  events: readonly ScrubbedCountedEvent[],
  messages: ReadonlyMap<string, MessageState>,
): LastMessage {
  const byPerson = groupByPerson(
    events.filter(({ kind }) => kind === "sent" || kind === "delivered" || kind === "read"),
  );
  const labelsOfMessage = (event: ScrubbedCountedEvent) =>
    isTied(event) ? messages.get(event.key) : event;
  return ({ person, at, ambiguous = false }) => {
    const last =
      person &&
      byPerson
        .get(person)
        ?.findLast(
          (event) =>
            event.at <= at &&
            event.at > at - lookBack &&
            (ambiguous || isMarketing(labelsOfMessage(event))),
        );
    return last ? labelsOfMessage(last) : undefined;
  };
}

function groupByPerson(
  events: readonly ScrubbedCountedEvent[],
): Map<string, ScrubbedCountedEvent[]> {
  const groups = new Map<string, ScrubbedCountedEvent[]>();
  for (const event of events) {
    if (event.person === undefined) continue;
    const known = groups.get(event.person);
    if (known) known.push(event);
    else groups.set(event.person, [event]);
  }
  return groups;
}
