import { noCode } from "@/lib/domain/counts";
import type { Instant } from "@/lib/domain/event";
import {
  isScrubbedFact,
  type ScrubbedCountedEvent,
  type ScrubbedEvent,
} from "@/lib/domain/scrubbed";
import { hours } from "@/lib/domain/time";
import { Book } from "./book";
import { foldFacts } from "./facts";
import { foldMessages, isTied, type Labels, type MessageState, uniqueEvents } from "./messages";
import { type BindingNo, bindingNoes } from "./noes";
import { type NumberKeys, numberKeys } from "./number-keys";
import { foldOptOuts } from "./opt-outs";
import { reachedBy } from "./reached";
import type { NumberRollup, Rollups } from "./rollups";

export interface FoldOptions {
  /** A no binds after this many hours; 24 unless the workspace says otherwise. */
  graceHours?: number;
}

/** The same rows that the flush writes, from the same events in any order, some of them twice. */
export function foldEvents(
  events: readonly ScrubbedEvent[],
  zone: string,
  { graceHours = 24 }: FoldOptions = {},
): Rollups {
  const keys = numberKeys(events);
  const facts = events.filter(isScrubbedFact);
  const counted = events.filter((event) => !isScrubbedFact(event)).toSorted(byTime);
  const accounts = accountsOf(events, keys);
  const spokenBy: ScrubbedCountedEvent[] = [];
  const numbers = new Map<string, Folding>();
  for (const [key, own] of groupByNumber(counted, keys)) {
    const unique = uniqueEvents(own);
    const messages = foldMessages(unique);
    const optOuts = foldOptOuts(unique, messages);
    spokenBy.push(...optOuts.heard, ...unique.filter(({ kind }) => kind === "opted_in"));
    numbers.set(key, { key, unique, messages, optOuts });
  }
  for (const fact of facts) {
    const key = fact.number && keys.keyOf(fact.number);
    if (key && !numbers.has(key))
      numbers.set(key, {
        key,
        unique: [],
        messages: new Map(),
        optOuts: { counted: [], heard: [] },
      });
  }
  const saidNo = bindingNoes(spokenBy, graceHours);
  const rollups = [...numbers.values()].map((folding): [string, NumberRollup] => [
    folding.key,
    {
      ...countNumber(folding, zone, saidNo),
      account: accounts.get(folding.key) ?? null,
      names: keys.namesOf(folding.key),
    },
  ]);
  return { zone, graceHours, numbers: new Map(rollups), facts: foldFacts(facts, keys) };
}

interface Folding {
  key: string;
  unique: ScrubbedCountedEvent[];
  messages: Map<string, MessageState>;
  optOuts: ReturnType<typeof foldOptOuts>;
}

/** Also by key and kind, so that the order of the input cannot matter. */
function byTime(left: ScrubbedCountedEvent, right: ScrubbedCountedEvent): number {
  return (
    left.at - right.at ||
    compare(left.key, right.key) ||
    compare(left.kind, right.kind) ||
    compare(labelText(left), labelText(right))
  );
}

function labelText({ category, template, campaign, list, code }: ScrubbedCountedEvent): string {
  return JSON.stringify([category, template, campaign, list, code]);
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function groupByNumber(
  events: readonly ScrubbedCountedEvent[],
  keys: NumberKeys,
): Map<string, ScrubbedCountedEvent[]> {
  const groups = new Map<string, ScrubbedCountedEvent[]>();
  for (const event of events) {
    const key = keys.keyOf(event.number);
    const known = groups.get(key);
    if (known) known.push(event);
    else groups.set(key, [event]);
  }
  return groups;
}

/** The newest event that names a number's account says which it is. */
function accountsOf(events: readonly ScrubbedEvent[], keys: NumberKeys): Map<string, string> {
  const newest = new Map<string, { account: string; at: Instant }>();
  for (const { number, account, at } of events) {
    if (!number || account === undefined) continue;
    const key = keys.keyOf(number);
    const known = newest.get(key);
    if (!known || at > known.at || (at === known.at && account > known.account))
      newest.set(key, { account, at });
  }
  return new Map([...newest].map(([key, { account }]) => [key, account]));
}

type Counted = Omit<NumberRollup, "account" | "names">;

function countNumber(
  { key, unique, messages, optOuts }: Folding,
  zone: string,
  saidNo: BindingNo,
): Counted {
  const book = new Book(zone);
  for (const state of messages.values()) addMessage(book, state);
  for (const event of unique) {
    if (event.kind === "failed") book.fail(event.at, event.code ?? noCode, event.count);
    if (!isTied(event) && event.kind !== "opted_out") addLone(book, event);
  }
  for (const { at, count, ...labels } of optOuts.counted) book.add(at, "optedOut", count, labels);
  return {
    key,
    hours: book.all.hours,
    breakdown: book.rows(),
    failures: book.failures,
    leaks: leaksOf(unique, messages, saidNo),
    ...reachedBy(unique),
  };
}

function addMessage(book: Book, state: MessageState): void {
  const { sentAt, deliveredAt, readAt, failedAt } = state;
  if (sentAt !== undefined) book.add(sentAt, "sent", 1, state);
  if (deliveredAt !== undefined) book.add(deliveredAt, "delivered", 1, state);
  if (readAt !== undefined) book.add(readAt, "read", 1, state);
  if (readAt !== undefined && deliveredAt !== undefined && readAt - deliveredAt <= hours(24)) {
    book.add(deliveredAt, "read24h", 1, state);
  }
  if (failedAt !== undefined) book.add(failedAt, "failed", 1, state);
}

const countOf = {
  sent: "sent",
  delivered: "delivered",
  read: "read",
  failed: "failed",
  replied: "replied",
  blocked: "blocked",
  reported: "reported",
  opted_out: "optedOut",
  opted_in: "optedIn",
} as const;

/** Rows without a message count for themselves; their reads are taken as read in time. */
function addLone(book: Book, event: ScrubbedCountedEvent): void {
  book.add(event.at, countOf[event.kind], event.count, event);
  if (event.kind === "read") book.add(event.at, "read24h", event.count, event);
}

function leaksOf(
  events: readonly ScrubbedCountedEvent[],
  messages: ReadonlyMap<string, MessageState>,
  saidNo: BindingNo,
) {
  return events.flatMap((event) => {
    if (event.kind !== "sent" || event.person === undefined) return [];
    const labels: Labels = isTied(event) ? (messages.get(event.key) ?? event) : event;
    const isMarketing = labels.category === undefined || labels.category === "marketing";
    const isLeak =
      isMarketing &&
      [event.person, event.alias].some(
        (person) => person !== undefined && saidNo(person, event.at),
      );
    return isLeak ? [{ at: event.at, campaign: labels.campaign ?? null }] : [];
  });
}
