import type { Counts } from "@/lib/domain/counts";
import type { FactDetail, Instant, PlatformKind } from "@/lib/domain/event";
import { addDays, type Day, days, hours, hourStart, localDay, startOfDay } from "@/lib/domain/time";

/** What a score is computed from: counts and facts, never events, so its size does not depend on how much was sent. */
export interface NumberWindow {
  now: Instant;
  zone: string;
  /** Ascending, only hours in which something happened. */
  hours: readonly HourRow[];
  /** Ascending, only days on which something happened. */
  days: readonly DayRow[];
  /** Every code per local date. */
  failureDays: readonly { day: Day; code: number; count: number }[];
  /** Every code per hour; codes of `lockCodes` as far back as `failureDays`. */
  failureHours: readonly { hour: Instant; code: number; count: number }[];
  leaks: readonly Leak[];
  /** Sums over people, one row per local date, ascending. */
  people: readonly PeopleDay[];
  /** Local date of the number's first event ever; null before it. */
  firstDay: Day | null;
  /** Business-initiated messages (marketing, utility, authentication) of this number, and of all numbers of its account. */
  lastBusiness: { number: BusinessProof; account: BusinessProof };
  facts: readonly Fact[];
  sources: readonly SourceSight[];
  /** Names for the advice; left out, the words stay general. */
  spotlight: Spotlight | null;
}

export interface HourRow {
  /** Start of the hour in the workspace's zone. */
  hour: Instant;
  all: Counts;
  /** Category marketing or unknown (`categoryIds` 1 and 0). */
  marketing: Counts;
}

export interface DayRow {
  day: Day;
  all: Counts;
  /** Category marketing or unknown. */
  marketing: Counts;
  /** The part of `marketing.delivered` whose category is unknown. */
  unknownDelivered: number;
  /** Category marketing, utility or authentication. */
  business: { sent: number; delivered: number };
}

/** Marketing messages sent to people after their no. */
export interface Leak {
  hour: Instant;
  campaign: string | null;
  count: number;
}

export interface PeopleDay {
  day: Day;
  /** People reached by marketing that day, and how many of them for the first time in 90 days. */
  reached: number;
  firstContacts: number;
  /** People reached by marketing in the 7 days that end with this day, and how many of them more than three times. */
  weekReached: number;
  weekOverThree: number;
}

/** Starts of the last hours with such a `sent` and such a `delivered`; null when none is known. */
export interface BusinessProof {
  sentHour: Instant | null;
  deliveredHour: Instant | null;
}

/** Whether this number is known to have used a template, or others are, or nobody is. */
export type TemplateUse = "own" | "others" | "unknown";

export interface Fact {
  node: "number" | "account" | "template";
  at: Instant;
  kind: PlatformKind;
  value: string | null;
  until: Instant | null;
  detail: FactDetail | null;
  /** A number sees its account's facts as inherited. */
  inherited: boolean;
  /** Template facts: the template's name. */
  template: string | null;
  use: TemplateUse | null;
}

/** One source that reports on the number, as its row in `sources` says. */
export interface SourceSight {
  provider: string;
  readsAnswers: boolean;
  noticesOnly: boolean;
  tokenState: "none" | "unknown" | "ok" | "dead";
  lastEventAt: Instant | null;
  lastNoticeAt: Instant | null;
  polledAt: Instant | null;
  subscribedAt: Instant | null;
}

/** What most of the harm of the last 7 days came from. Shares between 0 and 1. */
export interface Spotlight {
  campaign: string | null;
  template: string | null;
  list: string | null;
  listHarmShare: number | null;
  listVolumeShare: number | null;
  /** The client's account as the page calls it. */
  account: string | null;
}

export interface WindowSpan {
  /** Local date of now; day rows run from `firstDay` to `today`, both included. */
  today: Day;
  firstDay: Day;
  /** Hour rows and `failureHours` from this hour start on (matured reads, 192 h, and all of the last 7 local dates). */
  hoursFrom: Instant;
  /** `failureDays`, and `failureHours` of `lockCodes`, from the start of `firstDay` on. */
  daysFrom: Instant;
  /** Leaks from the start of the oldest of the last 7 local dates on. */
  leaksFrom: Instant;
  /** All facts from here on, and of each node and kind (of each template and kind) the newest before. */
  factsFrom: Instant;
}

/** Failures that together mean a lock nobody announced. */
export const lockCodes = [131031, 368, 141008, 141014] as const;

/** What a window must hold, said once for the loader and the fold. */
export function windowSpan(now: Instant, zone: string): WindowSpan {
  const today = localDay(now, zone);
  const firstDay = addDays(today, -36);
  return {
    today,
    firstDay,
    hoursFrom: hourStart(now - hours(192), zone),
    daysFrom: startOfDay(firstDay, zone),
    leaksFrom: startOfDay(addDays(today, -6), zone),
    factsFrom: now - days(130),
  };
}

export const noProof: BusinessProof = { sentHour: null, deliveredHour: null };

/** A window in which nothing has happened yet. */
export function emptyWindow(now: Instant, zone: string): NumberWindow {
  return {
    now,
    zone,
    hours: [],
    days: [],
    failureDays: [],
    failureHours: [],
    leaks: [],
    people: [],
    firstDay: null,
    lastBusiness: { number: noProof, account: noProof },
    facts: [],
    sources: [],
    spotlight: null,
  };
}
