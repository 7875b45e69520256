import type { Instant, PlatformKind } from "@/lib/domain/event";
import { hourStart, localDay, startOfDay } from "@/lib/domain/time";
import type { RestrictionKind } from "./line";
import { type BusinessProof, type Fact, type NumberWindow, windowSpan } from "./window";

/** Of two facts of one moment the worse is the later one: it is never the last to arrive that decides. */
const ranks: readonly PlatformKind[] = [
  "reinstated",
  "restriction_lifted",
  "violation",
  "restricted",
  "disable_scheduled",
  "disabled",
];

export interface RestrictionSpan {
  kind: RestrictionKind;
  type: string;
  fact: Fact;
  /** When it ended, or when WhatsApp says it will; null while nobody knows. */
  until: Instant | null;
  active: boolean;
}

export interface Sanctions {
  /** The disable, or its announcement, that holds now. */
  disable: Fact | null;
  restrictions: readonly RestrictionSpan[];
  violations: readonly Fact[];
  reinstatedAt: Instant | null;
  /** When WhatsApp last said that sending is possible, and that it is not. */
  health: { availableAt: Instant | null; blocked: Fact | null };
}

export function sanctionsOf(window: NumberWindow): Sanctions {
  const facts = window.facts
    .filter((fact) => fact.node !== "template" && fact.at <= window.now)
    .toSorted(byTime);
  const disable = facts.findLast(
    ({ kind }) => kind === "disabled" || kind === "disable_scheduled" || kind === "reinstated",
  );
  const health = healthOf(facts, window);
  return {
    disable: disable && disable.kind !== "reinstated" ? disable : null,
    restrictions: facts.flatMap((fact, index) =>
      fact.kind === "restricted"
        ? spansOf(fact, facts.slice(index + 1), window, health.availableAt)
        : [],
    ),
    violations: facts.filter(isWarning),
    reinstatedAt: facts.findLast(({ kind }) => kind === "reinstated")?.at ?? null,
    health,
  };
}

/** WhatsApp's word or the entry's, in any of their spellings, to the kinds that we have words for. */
export function restrictionKind(type: string): RestrictionKind {
  const word = type.toLowerCase();
  if (/call/.test(word)) return "calling";
  if (/add_?(phone|number)|adding/.test(word)) return "adding";
  if (/utility/.test(word)) return "utility";
  if (/customer|user_?initiated|^all$/.test(word)) return "all";
  if (/biz|business|starting/.test(word)) return "starting";
  return "unknown";
}

/** A lift or a recovery of the utility ladder travels as a violation too; it warns of nothing. */
function isWarning({ kind, value }: Fact): boolean {
  return kind === "violation" && !/unban|recovery/i.test(value ?? "");
}

function byTime(left: Fact, right: Fact): number {
  return left.at - right.at || ranks.indexOf(left.kind) - ranks.indexOf(right.kind);
}

function typesOf({ value, detail }: Fact): readonly string[] {
  return detail?.types?.length ? detail.types : [value ?? "unknown"];
}

/** The poller writes a fact when the answer changes, so an older "available" holds up to the last poll. */
function healthOf(facts: readonly Fact[], window: NumberWindow): Sanctions["health"] {
  const last = facts.findLast(({ kind }) => kind === "health");
  if (!last) return { availableAt: null, blocked: null };
  if (last.value !== "available") return { availableAt: null, blocked: last };
  const polls = window.sources.map(({ polledAt }) => polledAt ?? 0);
  return { availableAt: Math.max(last.at, ...polls), blocked: null };
}

function spansOf(
  fact: Fact,
  later: readonly Fact[],
  window: NumberWindow,
  availableAt: Instant | null,
): RestrictionSpan[] {
  return typesOf(fact).flatMap((type) => {
    const kind = restrictionKind(type);
    const told = later.find((next) => next.node === fact.node && lifts(next, kind))?.at;
    const ends = [fact.until, told, provenEnd(fact, kind, window, availableAt)].filter(
      (end) => typeof end === "number",
    );
    const until = ends.length ? Math.min(...ends) : null;
    const replaced = later.some(
      (next) => replaces(next, fact, kind) && (until === null || next.at < until),
    );
    return replaced
      ? []
      : [{ kind, type, fact, until, active: until === null || until > window.now }];
  });
}

function lifts(next: Fact, kind: RestrictionKind): boolean {
  if (next.kind === "reinstated") return true;
  return (
    next.kind === "restriction_lifted" &&
    (next.value === null || restrictionKind(next.value) === kind)
  );
}

/** A newer word on the same restriction, while the older one still held. */
function replaces(next: Fact, fact: Fact, kind: RestrictionKind): boolean {
  return (
    next.kind === "restricted" &&
    next.node === fact.node &&
    typesOf(next).some((type) => restrictionKind(type) === kind)
  );
}

/** Kinds under which a message that went through proves an end. */
const proveEnd: ReadonlySet<RestrictionKind> = new Set(["all", "starting", "unknown"]);

/** WhatsApp announces no end: a message that went through, or a poll that says available, proves one. */
function provenEnd(
  fact: Fact,
  kind: RestrictionKind,
  window: NumberWindow,
  availableAt: Instant | null,
): Instant | undefined {
  if (!proveEnd.has(kind)) return undefined;
  const proof = fact.node === "account" ? window.lastBusiness.account : window.lastBusiness.number;
  if (isDeliveredSince(proof, fact.at)) {
    return firstDeliveredDay(fact, window) ?? hourStart(fact.at, window.zone);
  }
  if (availableAt === null || availableAt <= fact.at) return undefined;
  return Math.min(availableAt, firstAvailable(fact, window) ?? fact.at);
}

/** A source that never tells "sent" is believed on its deliveries alone. */
function isDeliveredSince({ sentHour, deliveredHour }: BusinessProof, at: Instant): boolean {
  return deliveredHour !== null && deliveredHour >= at && (sentHour === null || sentHour >= at);
}

/** Deliveries alone may be of messages sent before: a day with both is the first that proves anything. */
function firstDeliveredDay(fact: Fact, { days, now, zone }: NumberWindow): Instant | undefined {
  const restrictedOn = localDay(fact.at, zone);
  if (restrictedOn < windowSpan(now, zone).firstDay) return undefined;
  const tellsSent = days.some(({ business }) => business.sent > 0);
  const first = days.find(
    ({ day, business }) =>
      day > restrictedOn && business.delivered > 0 && (business.sent > 0 || !tellsSent),
  );
  return first && startOfDay(first.day, zone);
}

function firstAvailable(fact: Fact, { facts }: NumberWindow): Instant | undefined {
  const moments = facts
    .filter(({ kind, value, at }) => kind === "health" && value === "available" && at > fact.at)
    .map(({ at }) => at);
  return moments.length ? Math.min(...moments) : undefined;
}
