// oxlint-disable max-lines -- one table: a row for every edge of the rules
import { describe, expect, test } from "vitest";
import { evaluateRules, findParent } from "@/lib/domain/alert/evaluate";
import type { AlertInput, CampaignRun, NodeFact } from "@/lib/domain/alert/input";
import type { RuleName, Target } from "@/lib/domain/alert/rule";
import type { Observation } from "@/lib/domain/alert/seen";
import type { ScoreLine } from "@/lib/domain/score/line";
import { scoreNumber, type Score } from "@/lib/domain/score/score";
import { emptyWindow } from "@/lib/domain/score/window";
import { days, hours, minutes } from "@/lib/domain/time";

const now = Date.parse("2026-11-22T06:06:00Z");
const zone = "Asia/Kolkata";
const quiet = scoreNumber(emptyWindow(now, zone));
const number: Target = { kind: "number", id: "n1" };

function input(more: Partial<AlertInput> = {}): AlertInput {
  return {
    target: number,
    now,
    zone,
    score: quiet,
    live: true,
    facts: [],
    campaigns: [],
    leaks: undefined,
    lockFailures: 0,
    spamLimit: undefined,
    sending: undefined,
    sight: undefined,
    source: undefined,
    ...more,
  };
}

function score(more: Partial<Score>): Score {
  return { ...quiet, ...more };
}

function floor(name: string, value: number, params: Record<string, number> = {}): ScoreLine {
  const [line] = quiet.lines;
  if (!line) throw new Error("a score has lines");
  return {
    ...line,
    factor: `floor:${name}` as ScoreLine["factor"],
    value,
    why: { key: `floor:${name}`, params: { at: now - hours(1), inherited: 0, ...params } },
  };
}

function see(rule: RuleName, from: AlertInput): Observation | undefined {
  return evaluateRules(from).find((seen) => seen.rule === rule);
}

function verdict(rule: RuleName, from: AlertInput): string | undefined {
  return see(rule, from)?.verdict;
}

describe("number high", () => {
  test.each([
    [44, "clean", "high"],
    [45, "holding", "high"],
    [49, "holding", "high"],
    [50, "firing", "high"],
    [74, "firing", "high"],
    [75, "firing", "critical"],
  ])("at %i is %s, %s", (points, expected, severity) => {
    const seen = see("number_high", input({ score: score({ score: points, behaviour: points }) }));

    expect([seen?.verdict, seen?.severity]).toEqual([expected, severity]);
  });

  test.each([
    [69, undefined],
    [70, "critical"],
  ])("at %i a critical number stays %s", (points, keeps) => {
    const seen = see("number_high", input({ score: score({ score: points, behaviour: points }) }));

    expect(seen?.keeps).toBe(keeps);
  });

  test("leaves to a fact what only the fact has lifted", () => {
    const lifted = score({ score: 85, behaviour: 12, lines: [floor("restricted_starting", 85)] });

    expect(verdict("number_high", input({ score: lifted }))).toBe("holding");
  });

  test("opens on a floor that no other rule tells of", () => {
    const lifted = score({ score: 60, behaviour: 12, lines: [floor("restricted_utility", 60)] });

    expect(verdict("number_high", input({ score: lifted }))).toBe("firing");
  });

  test("opens nothing on imported traffic", () => {
    const bad = score({ score: 80, behaviour: 80 });

    expect(verdict("number_high", input({ score: bad, live: false }))).toBe("holding");
  });

  test("counts as calm once there is too little to judge", () => {
    expect(verdict("number_high", input({ score: score({ score: null, behaviour: 5 }) }))).toBe(
      "clean",
    );
  });
});

describe("facts of the node itself", () => {
  const restricted = {
    kinds: ["starting" as const],
    types: ["starting"],
    since: now - hours(1),
    until: now + days(3),
    day: null,
    inherited: false,
  };

  test("sees a restriction until it ends", () => {
    const seen = see("restricted", input({ score: score({ restriction: restricted }) }));

    expect(seen).toMatchObject({ verdict: "firing", changesAt: now + days(3) });
  });

  test("leaves an inherited restriction to the account", () => {
    const inherited = { ...restricted, inherited: true };

    expect(verdict("restricted", input({ score: score({ restriction: inherited }) }))).toBe(
      "clean",
    );
  });

  test("keeps a restriction open behind a coming disable", () => {
    const both = score({
      restriction: { ...restricted, day: "2026-11-29" },
      lines: [floor("disable_scheduled", 95)],
    });

    expect(verdict("restricted", input({ score: both }))).toBe("holding");
    expect(see("disable_scheduled", input({ score: both }))).toMatchObject({
      verdict: "firing",
      severity: "critical",
      lossAt: Date.parse("2026-11-28T18:30:00Z"),
    });
  });

  test("says how old the news was", () => {
    const fact = noticed("restricted", restricted.since, restricted.since + days(2));
    const late = input({ score: score({ restriction: restricted }), facts: [fact] });

    expect(see("restricted", late)?.ageOnArrivalMs).toBe(days(2));
  });

  test("tells an inferred lock once, by who has the failures", () => {
    const locked = score({ lines: [floor("locked", 85)] });

    expect(verdict("locked", input({ score: locked, lockFailures: 3 }))).toBe("firing");
    expect(verdict("locked", input({ score: locked }))).toBe("holding");
  });

  test.each([
    [days(29), "firing"],
    [days(30), "clean"],
  ])("holds a warning for 30 days: %i", (age, expected) => {
    const facts = [noticed("violation", now - age)];

    expect(verdict("violation", input({ facts }))).toBe(expected);
  });

  test("does not take a lift for a warning", () => {
    const facts = [
      { ...noticed("violation", now), value: "DIRECT_SEND_UTILITY_CATEGORY_ABUSE_UNBAN" },
    ];

    expect(verdict("violation", input({ facts }))).toBe("clean");
  });

  test.each([
    ["red", "fresh", "firing", "clean"],
    ["yellow", "as_of", "clean", "firing"],
    ["green", "fresh", "clean", "clean"],
    ["red", "stale", "clean", "clean"],
  ] as const)("rating %s, %s", (value, freshness, red, yellow) => {
    const rating = { ...quiet.rating, value, freshness, since: now - hours(1) };
    const rated = input({ score: score({ rating }) });

    expect([verdict("rating_red", rated), verdict("rating_yellow", rated)]).toEqual([red, yellow]);
  });

  test.each([
    [hours(23), "firing"],
    [hours(24), "clean"],
  ])("holds a spam limit for a day: %i", (age, expected) => {
    const spamLimit = { firstAt: now - age, lastAt: now - age, count: 4 };

    expect(verdict("spam_limit", input({ spamLimit }))).toBe(expected);
  });

  test.each([
    ["paused", "template_paused"],
    ["flagged", "template_flagged"],
    ["disabled", "template_disabled"],
  ] as const)("sees a template that is %s, and that it is not any more", (status, rule) => {
    const paused = template(status, now - hours(2));
    const approved = template("approved", now - hours(1));

    expect(see(rule, input({ facts: [paused] }))).toMatchObject({
      verdict: "firing",
      scope: "t1",
      evidence: { name: "festive_offer_v2", status },
    });
    expect(verdict(rule, input({ facts: [paused, approved] }))).toBe("clean");
  });

  test("sees that growth was refused for a week", () => {
    const facts = [noticed("growth_refused", now - days(6))];

    expect(verdict("growth_refused", input({ facts }))).toBe("firing");
  });
});

describe("a campaign going wrong", () => {
  const run: CampaignRun = {
    labelId: 7,
    name: "Payday",
    firstHour: now - hours(1),
    lastHour: now - hours(1),
    sent: 600,
    delivered: 500,
    failed: 0,
    optedOut: 0,
    blocked: 0,
    unreachable: 0,
  };

  test.each([
    ["2 % and 10 opt-outs of 500", { optedOut: 10 }, "firing"],
    ["9 opt-outs", { optedOut: 9 }, "holding"],
    ["10 opt-outs of 501", { optedOut: 10, delivered: 501 }, "holding"],
    ["499 delivered", { optedOut: 100, delivered: 499 }, "holding"],
    ["15 % not on WhatsApp", { sent: 850, failed: 150, unreachable: 150 }, "firing"],
    ["14.9 % not on WhatsApp", { sent: 851, failed: 149, unreachable: 149 }, "holding"],
    ["2 % blocks", { blocked: 10 }, "firing"],
    ["1.8 % blocks", { blocked: 9 }, "holding"],
  ])("%s", (_name, more, expected) => {
    expect(verdict("campaign_wrong", input({ campaigns: [{ ...run, ...more }] }))).toBe(expected);
  });

  test("is over after a day without a message", () => {
    const over = { ...run, optedOut: 50, firstHour: now - days(2), lastHour: now - hours(25) };

    expect(verdict("campaign_wrong", input({ campaigns: [over] }))).toBe("clean");
  });

  test("stands beside other campaigns of the number", () => {
    const campaigns = [
      { ...run, optedOut: 20 },
      { ...run, labelId: 8, optedOut: 20 },
    ];

    expect(
      evaluateRules(input({ campaigns }))
        .filter(({ rule }) => rule === "campaign_wrong")
        .map(({ scope }) => scope),
    ).toEqual(["7", "8"]);
  });
});

describe("messages after no, sending, sight", () => {
  test.each([
    [hours(47), "firing"],
    [hours(48), "clean"],
  ])("a leak is over after 48 hours without one: %i", (age, expected) => {
    const leaks = { firstAt: now - age, lastAt: now - age, count: 1 };

    expect(verdict("message_after_no", input({ leaks }))).toBe(expected);
  });

  const failed = { payment: 0, registration: 0, token: 0, request: 0 };
  const stopped = {
    attempts: 20,
    failed: { ...failed, payment: 19 },
    firstFailureAt: now - minutes(20),
    lastDeliveredAt: undefined,
  };

  test.each([
    ["19 of 20 for one reason", stopped, "firing"],
    ["19 attempts", { ...stopped, attempts: 19 }, "holding"],
    ["18 of 20", { ...stopped, failed: { ...failed, payment: 18 } }, "holding"],
    ["two reasons", { ...stopped, failed: { ...failed, payment: 10, token: 10 } }, "holding"],
    ["a delivery since", { ...stopped, lastDeliveredAt: now }, "clean"],
    ["a delivery before", { ...stopped, lastDeliveredAt: now - hours(1) }, "firing"],
  ])("sending: %s", (_name, sending, expected) => {
    expect(verdict("sending_stopped", input({ sending }))).toBe(expected);
  });

  test.each([
    ["a day of silence", 5, hours(8), hours(24), "firing"],
    ["less than a day", 5, hours(1), hours(24) - 1, "clean"],
    ["three times the longest gap", 5, hours(14), hours(41), "clean"],
    ["beyond three times the longest gap", 5, hours(14), hours(42), "firing"],
    ["seldom heard of", 4, hours(1), days(5), "holding"],
  ])("silence: %s", (_name, activeDays, longestGapMs, silence, expected) => {
    const sight = { lastEventAt: now - silence, activeDays, longestGapMs };

    expect(verdict("cannot_see", input({ sight }))).toBe(expected);
  });

  const healthy = {
    badSignatures: 0,
    goodSince: true,
    firstBadAt: undefined,
    lastGoodAt: now,
    tokenState: "ok" as const,
    polledAt: now,
  };

  test.each([
    ["all well", healthy, ["clean", "clean"]],
    ["20 bad signatures", { ...healthy, badSignatures: 20, goodSince: false }, ["firing", "clean"]],
    [
      "19 bad signatures",
      { ...healthy, badSignatures: 19, goodSince: false },
      ["holding", "clean"],
    ],
    ["a good one since", { ...healthy, badSignatures: 30 }, ["clean", "clean"]],
    ["a dead token", { ...healthy, tokenState: "dead" as const }, ["clean", "firing"]],
  ])("source: %s", (_name, source, expected) => {
    const seen = evaluateRules(
      input({ target: { kind: "source", id: "s1" }, score: undefined, source }),
    );

    expect(seen.map((one) => one.verdict)).toEqual(expected);
  });
});

describe("who tells it already", () => {
  const account: Target = { kind: "account", id: "a1" };
  const high = see("number_high", input({ score: score({ score: 60, behaviour: 60 }) }));
  if (!high) throw new Error("60 is high");
  const open = (rule: RuleName, target: Target, openedAt = now) => ({
    id: "parent",
    rule,
    target,
    openedAt,
  });

  test.each([
    ["the account's restriction", high, [open("restricted", account)], "parent"],
    ["the number's own lock", high, [open("locked", number)], "parent"],
    ["nobody, when the account was only warned", high, [open("violation", account)], undefined],
    [
      "nobody, when sending stops for another reason",
      { ...high, rule: "sending_stopped" as const },
      [open("restricted", account)],
      undefined,
    ],
    [
      "the account, for a restriction of the number itself",
      { ...high, rule: "restricted" as const },
      [open("restricted", account)],
      "parent",
    ],
    [
      "the number, for a campaign that it turned high in",
      { ...high, rule: "campaign_wrong" as const, since: now - 1 },
      [open("number_high", number)],
      "parent",
    ],
    [
      "nobody, for a campaign that began after it turned high",
      { ...high, rule: "campaign_wrong" as const, since: now + 1 },
      [open("number_high", number)],
      undefined,
    ],
  ])("%s", (_name, seen, elsewhere, expected) => {
    expect(findParent(seen, number, elsewhere)).toBe(expected);
  });
});

function noticed(kind: NodeFact["kind"], at: number, receivedAt = at): NodeFact {
  return {
    node: "number",
    nodeId: "n1",
    template: undefined,
    at,
    receivedAt,
    kind,
    value: null,
    until: null,
    detail: null,
  };
}

function template(value: string, at: number): NodeFact {
  return {
    ...noticed("template_status", at),
    node: "template",
    nodeId: "t1",
    template: "festive_offer_v2",
    value,
  };
}
