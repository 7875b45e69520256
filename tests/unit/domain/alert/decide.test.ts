// oxlint-disable max-lines -- one table: a row for every transition
import { describe, expect, test } from "vitest";
import { decideAlert } from "@/lib/domain/alert/decide";
import type { OpenAlert, Surroundings } from "@/lib/domain/alert/decision";
import { cleanSinceAfter, wakeAfter } from "@/lib/domain/alert/wake";
import { policies, type Policy, type Seen } from "@/lib/domain/alert/rule";
import { days, hours, minutes } from "@/lib/domain/time";

const now = Date.parse("2026-11-22T06:06:00Z");

const calm: Surroundings = {
  pendingSince: undefined,
  mutedUntil: undefined,
  parent: undefined,
  awaited: false,
  past: undefined,
  flood: false,
  nightUntil: undefined,
};

function around(more: Partial<Surroundings> = {}): Surroundings {
  return { ...calm, ...more };
}

function seen(more: Partial<Seen> = {}): Seen {
  return {
    rule: "number_high",
    scope: "",
    verdict: "firing",
    severity: "high",
    since: now,
    ageOnArrivalMs: 0,
    ...more,
  };
}

function open(more: Partial<OpenAlert> = {}): OpenAlert {
  return {
    id: "alert",
    rule: "number_high",
    scope: "",
    severity: "high",
    openedAt: now - hours(2),
    acknowledgedAt: undefined,
    cleanSince: undefined,
    lastToldAt: now - hours(2),
    tellAfter: undefined,
    adminsToldAt: undefined,
    ...more,
  };
}

const high = policies.number_high;
const restricted = policies.restricted;
const yellow = policies.rating_yellow;
const scheduled = policies.disable_scheduled;
const leak = policies.message_after_no;
const campaign = policies.campaign_wrong;

type Row = [
  name: string,
  open: OpenAlert | undefined,
  seen: Seen,
  around: Surroundings,
  policy: Policy,
  action: string,
  because: string,
  tell?: string,
];

const held = around({ pendingSince: now - minutes(1) });
const loss = now + days(8);

describe("opening", () => {
  test.each<Row>([
    [
      "stays quiet while nothing is wrong",
      undefined,
      seen({ verdict: "clean" }),
      calm,
      high,
      "none",
      "quiet",
    ],
    [
      "stays quiet between recovery and threshold",
      undefined,
      seen({ verdict: "holding" }),
      calm,
      high,
      "none",
      "quiet",
    ],
    [
      "says nothing about what nobody can see",
      undefined,
      seen({ verdict: "unseen" }),
      calm,
      high,
      "none",
      "unseen",
    ],
    ["waits for a second evaluation", undefined, seen(), calm, high, "none", "pending"],
    [
      "still waits after 59 seconds",
      undefined,
      seen(),
      around({ pendingSince: now - 59_000 }),
      high,
      "none",
      "pending",
    ],
    [
      "opens after two evaluations a minute apart",
      undefined,
      seen(),
      held,
      high,
      "open",
      "held",
      "now",
    ],
    ["opens a hard fact at once", undefined, seen(), calm, restricted, "open", "fact", "now"],
    [
      "opens nothing on history",
      undefined,
      seen({ ageOnArrivalMs: hours(24) + 1 }),
      calm,
      restricted,
      "none",
      "history",
    ],
    [
      "opens on news just under a day old",
      undefined,
      seen({ ageOnArrivalMs: hours(24) }),
      calm,
      restricted,
      "open",
      "fact",
      "now",
    ],
    [
      "leaves it to the account's alert",
      undefined,
      seen(),
      { ...held, parent: "p" },
      high,
      "none",
      "parent_open",
    ],
    [
      "opens in silence while muted",
      undefined,
      seen(),
      { ...held, mutedUntil: now + 1 },
      high,
      "open",
      "held",
      "muted",
    ],
    [
      "tells of a coming disable even while muted",
      undefined,
      seen(),
      around({ mutedUntil: now + 1 }),
      scheduled,
      "open",
      "fact",
      "now",
    ],
    [
      "gathers softer facts for a quarter of an hour",
      undefined,
      seen(),
      calm,
      yellow,
      "open",
      "fact",
      "gathered",
    ],
    [
      "lets softer facts wait for the morning",
      undefined,
      seen(),
      around({ nightUntil: now + hours(5) }),
      yellow,
      "open",
      "fact",
      "night",
    ],
    [
      "does not let hard facts wait for the morning",
      undefined,
      seen(),
      around({ nightUntil: now + hours(5) }),
      restricted,
      "open",
      "fact",
      "now",
    ],
    [
      "puts what a flood would repeat into one summary",
      undefined,
      seen(),
      { ...held, flood: true },
      high,
      "open",
      "held",
      "flood",
    ],
    [
      "leaves closed what a person closed",
      undefined,
      seen(),
      { ...held, past: { severity: "high", resolvedAt: now - hours(1), because: "by_hand" } },
      high,
      "none",
      "cooling",
    ],
    [
      "opens again a day after a person closed it",
      undefined,
      seen(),
      { ...held, past: { severity: "high", resolvedAt: now - days(1), because: "by_hand" } },
      high,
      "open",
      "held",
      "now",
    ],
    [
      "opens again when it is worse than what was closed",
      undefined,
      seen({ severity: "critical" }),
      { ...held, past: { severity: "high", resolvedAt: now - hours(1), because: "by_hand" } },
      high,
      "open",
      "held",
      "now",
    ],
    [
      "leaves a fact closed that a person closed",
      undefined,
      seen({ since: now - days(3) }),
      around({ past: { severity: "high", resolvedAt: now - days(2), because: "by_hand" } }),
      restricted,
      "none",
      "cooling",
    ],
    [
      "opens on a new fact after a person closed an old one",
      undefined,
      seen({ since: now - days(1) }),
      around({ past: { severity: "high", resolvedAt: now - days(2), because: "by_hand" } }),
      restricted,
      "open",
      "fact",
      "now",
    ],
    [
      "opens again by itself after it had ended by itself",
      undefined,
      seen(),
      { ...held, past: { severity: "high", resolvedAt: now - minutes(5), because: "clean" } },
      high,
      "open",
      "held",
      "now",
    ],
    [
      "leaves a campaign to the number that is about to be called high",
      undefined,
      seen(),
      around({ awaited: true }),
      campaign,
      "none",
      "pending",
    ],
    [
      "tells of a campaign once",
      undefined,
      seen({ since: now - hours(9) }),
      around({ past: { severity: "high", resolvedAt: now - hours(5), because: "ended" } }),
      campaign,
      "none",
      "told_once",
    ],
    [
      "tells of the next run of the same campaign",
      undefined,
      seen({ since: now - hours(1) }),
      around({ past: { severity: "high", resolvedAt: now - hours(5), because: "ended" } }),
      campaign,
      "open",
      "fact",
      "now",
    ],
  ])("%s", (_name, current, what, where, policy, action, because, tell) => {
    const decision = decideAlert(current, what, where, policy, now);

    expect(shortened(decision)).toEqual([action, because, tell]);
  });
});

describe("going on", () => {
  test.each<Row>([
    ["does not repeat itself", open(), seen(), calm, high, "none", "already_told"],
    [
      "does not repeat itself to somebody who is on it",
      open({ acknowledgedAt: now }),
      seen(),
      calm,
      high,
      "none",
      "acknowledged",
    ],
    [
      "keeps still between recovery and threshold",
      open(),
      seen({ verdict: "holding" }),
      calm,
      high,
      "none",
      "already_told",
    ],
    [
      "does not end because nobody can see",
      open(),
      seen({ verdict: "unseen" }),
      calm,
      high,
      "none",
      "unseen",
    ],
    [
      "waits for a second clean evaluation",
      open(),
      seen({ verdict: "clean" }),
      calm,
      high,
      "none",
      "clearing",
    ],
    [
      "does not take two clean evaluations 29 minutes apart for recovery",
      open({ cleanSince: now - minutes(29) }),
      seen({ verdict: "clean" }),
      calm,
      high,
      "none",
      "clearing",
    ],
    [
      "ends after two clean evaluations half an hour apart",
      open({ cleanSince: now - minutes(30) }),
      seen({ verdict: "clean", ended: "clean" }),
      calm,
      high,
      "resolve",
      "clean",
      "now",
    ],
    [
      "ends a fact when the fact ends",
      open(),
      seen({ verdict: "clean", ended: "lifted" }),
      calm,
      restricted,
      "resolve",
      "lifted",
      "now",
    ],
    [
      "ends in silence what was never told",
      open({ lastToldAt: undefined, cleanSince: now - hours(1) }),
      seen({ verdict: "clean" }),
      calm,
      high,
      "resolve",
      "clean",
      "not_worth_a_mail",
    ],
    [
      "ends in silence what only got too old to know",
      open(),
      seen({ verdict: "clean", ended: "not_fresh" }),
      calm,
      policies.rating_red,
      "resolve",
      "not_fresh",
      "not_worth_a_mail",
    ],
    [
      "ends in silence what something worse replaced",
      open(),
      seen({ verdict: "clean", ended: "replaced" }),
      calm,
      scheduled,
      "resolve",
      "replaced",
      "not_worth_a_mail",
    ],
    [
      "escalates when it gets worse",
      open(),
      seen({ severity: "critical" }),
      calm,
      high,
      "escalate",
      "worse",
      "now",
    ],
    [
      "escalates even when somebody is on it",
      open({ acknowledgedAt: now }),
      seen({ severity: "critical" }),
      calm,
      high,
      "escalate",
      "worse",
      "now",
    ],
    [
      "escalates in silence while muted",
      open(),
      seen({ severity: "critical" }),
      around({ mutedUntil: now + 1 }),
      high,
      "escalate",
      "worse",
      "muted",
    ],
    [
      "does not escalate beside its account's alert",
      open(),
      seen({ severity: "critical" }),
      around({ parent: "p" }),
      high,
      "none",
      "parent_open",
    ],
    [
      "stays critical until it is below 70",
      open({ severity: "critical" }),
      seen({ severity: "high", keeps: "critical" }),
      calm,
      high,
      "none",
      "already_told",
    ],
    [
      "waits before it calls critical high",
      open({ severity: "critical" }),
      seen(),
      calm,
      high,
      "none",
      "clearing",
    ],
    [
      "calls critical high after half an hour",
      open({ severity: "critical", cleanSince: now - minutes(30) }),
      seen(),
      calm,
      high,
      "ease",
      "better",
    ],
    [
      "waits for the others of its kind",
      open({ lastToldAt: undefined, tellAfter: now + 1 }),
      seen(),
      calm,
      yellow,
      "none",
      "gathering",
    ],
    [
      "is silent while muted",
      open({ lastToldAt: undefined }),
      seen(),
      around({ mutedUntil: now + 1 }),
      high,
      "none",
      "muted",
    ],
    [
      "speaks when the mute ends and nothing was told",
      open({ lastToldAt: undefined }),
      seen(),
      calm,
      high,
      "remind",
      "mute_over",
      "now",
    ],
    [
      "stays silent after a mute when somebody is on it",
      open({ lastToldAt: undefined, acknowledgedAt: now }),
      seen(),
      calm,
      high,
      "none",
      "acknowledged",
    ],
    [
      "tells of more leaks once a day",
      open({ lastToldAt: now - days(1) }),
      seen({ lastAt: now }),
      calm,
      leak,
      "remind",
      "more",
      "now",
    ],
    [
      "does not tell of more leaks twice a day",
      open({ lastToldAt: now - hours(23) }),
      seen({ lastAt: now }),
      calm,
      leak,
      "none",
      "already_told",
    ],
    [
      "does not tell of old leaks again",
      open({ lastToldAt: now - days(2) }),
      seen({ lastAt: now - days(2) }),
      calm,
      leak,
      "none",
      "already_told",
    ],
    [
      "tells all administrators after 15 minutes without an answer",
      open({ openedAt: now - minutes(15), lastToldAt: now - minutes(15) }),
      seen({ lossAt: loss }),
      calm,
      scheduled,
      "remind",
      "nobody_acknowledged",
      "now",
    ],
    [
      "waits these 15 minutes",
      open({ openedAt: now - minutes(14), lastToldAt: now - minutes(14) }),
      seen({ lossAt: loss }),
      calm,
      scheduled,
      "none",
      "already_told",
    ],
    [
      "leaves the administrators alone when somebody is on it",
      open({ openedAt: now - hours(1), acknowledgedAt: now }),
      seen({ lossAt: loss }),
      calm,
      scheduled,
      "none",
      "acknowledged",
    ],
    [
      "tells the administrators once",
      open({ adminsToldAt: now - 1 }),
      seen({ lossAt: loss }),
      calm,
      scheduled,
      "none",
      "already_told",
    ],
    [
      "reminds 3 days before a dated loss",
      open({ acknowledgedAt: now - days(4), lastToldAt: now - days(5) }),
      seen({ lossAt: now + days(3) }),
      calm,
      scheduled,
      "remind",
      "three_days_left",
      "now",
    ],
    [
      "reminds 1 day before, even while muted",
      open({ acknowledgedAt: now, lastToldAt: now - days(2) }),
      seen({ lossAt: now + days(1) }),
      around({ mutedUntil: now + 1 }),
      scheduled,
      "remind",
      "one_day_left",
      "now",
    ],
    [
      "does not remind between the two",
      open({ acknowledgedAt: now, lastToldAt: now - days(1) }),
      seen({ lossAt: now + days(2) }),
      calm,
      scheduled,
      "none",
      "acknowledged",
    ],
    [
      "does not remind of a day that was near from the start",
      open({ acknowledgedAt: now, openedAt: now - 1, lastToldAt: now - 1 }),
      seen({ lossAt: now + days(1) - 1 }),
      calm,
      scheduled,
      "none",
      "acknowledged",
    ],
    [
      "says when the date has passed without news",
      open({ acknowledgedAt: now, lastToldAt: now - days(2) }),
      seen({ lossAt: now - days(1) }),
      calm,
      scheduled,
      "remind",
      "date_passed",
      "now",
    ],
  ])("%s", (_name, current, what, where, policy, action, because, tell) => {
    const decision = decideAlert(current, what, where, policy, now);

    expect(shortened(decision)).toEqual([action, because, tell]);
  });
});

describe("what is remembered between evaluations", () => {
  test.each([
    ["starts with the first clean evaluation", open(), seen({ verdict: "clean" }), now],
    ["keeps its start", open({ cleanSince: now - 5 }), seen({ verdict: "clean" }), now - 5],
    ["is forgotten when it fires again", open({ cleanSince: now - 5 }), seen(), undefined],
    [
      "is forgotten between recovery and threshold",
      open({ cleanSince: now - 5 }),
      seen({ verdict: "holding" }),
      undefined,
    ],
    [
      "is kept while nobody can see",
      open({ cleanSince: now - 5 }),
      seen({ verdict: "unseen" }),
      now - 5,
    ],
    ["counts from critical to high as well", open({ severity: "critical" }), seen(), now],
  ])("clean since %s", (_name, current, what, expected) => {
    expect(cleanSinceAfter(current, what, now)).toBe(expected);
  });
});

describe("when to look again", () => {
  test.each([
    ["a minute after the first evaluation that fires", undefined, seen(), calm, high, minutes(1)],
    [
      "for the rest of that minute",
      undefined,
      seen(),
      around({ pendingSince: now - 20_000 }),
      high,
      40_000,
    ],
    [
      "half an hour after the first clean evaluation",
      open({ cleanSince: now }),
      seen({ verdict: "clean" }),
      calm,
      high,
      minutes(30),
    ],
    ["when the mute ends", open(), seen(), around({ mutedUntil: now + 7 }), high, 7],
    [
      "when the administrators must be told",
      open({ openedAt: now }),
      seen({ lossAt: loss }),
      calm,
      scheduled,
      minutes(15),
    ],
    [
      "3 days before a dated loss",
      open(),
      seen({ lossAt: now + days(4) }),
      calm,
      scheduled,
      days(1),
    ],
    ["when the fact ends by itself", open(), seen({ changesAt: now + 9 }), calm, restricted, 9],
    ["never, while all is quiet", undefined, seen({ verdict: "clean" }), calm, high, undefined],
  ] as const)("%s", (_name, current, what, where, policy, expected) => {
    const at = wakeAfter(current, what, where, policy, now);

    expect(at === undefined ? undefined : at - now).toBe(expected);
  });
});

function shortened(decision: ReturnType<typeof decideAlert>): unknown[] {
  const tell = "tell" in decision ? decision.tell : undefined;
  const when = tell === undefined || tell.when === "now" ? tell?.when : tell.because;
  return [decision.action, decision.because, when];
}
