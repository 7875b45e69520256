import { expect, test } from "vitest";
import { days, hours } from "@/lib/domain/time";
import {
  fact,
  lineOf,
  now,
  pointsByName,
  pointsOf,
  type Scene,
  scoreOf,
  sumOfLines,
} from "./scenes";

const template = (
  kind: "template_status" | "template_quality" | "template_category",
  value: string,
  over: object = {},
) => fact({ node: "template", kind, value, template: "t", ...over });
const rejected = (name: string, reason: string, at = now) =>
  template("template_status", "rejected", { template: name, at, detail: { reason } });
const ages = (points: (age: number) => number) => [0, 3, 4, 5, 6, 7].map(points);

test("a blocked country is 15 points and fades over a week", () => {
  const points = ages((age) =>
    pointsOf({ daysOf: [{ age, delivered: 100, codes: { 130497: 4 } }] }, "country_blocked"),
  );

  // 15 · 6/7 = 12.9, 15 · 4/7 = 8.6, 15 · 2/7 = 4.3
  expect(points).toEqual([15, 15, 13, 9, 4, 0]);
});

test("a refused higher limit is 5 points and fades over a week", () => {
  expect(
    ages((age) =>
      pointsOf(
        { facts: [fact({ kind: "growth_refused", at: now - days(age) })] },
        "growth_refused",
      ),
    ),
  ).toEqual([5, 5, 4, 3, 1, 0]);
});

test("one family never makes a number critical: the limit is a line of its own", () => {
  const score = scoreOf({
    daysOf: [
      { age: 0, delivered: 5_000, optedOut: 200, blocked: 200, reported: 50 },
      { age: 10, delivered: 5_000, optedOut: 5 },
    ],
  });

  expect(pointsByName(score)).toMatchObject({
    opt_out_rate: 40,
    opt_out_surge: 15,
    block_rate: 40,
    report_rate: 40,
    family_limit: -75,
  });
  expect(
    score.lines
      .filter(({ family, points }) => family === "consent" && points)
      .reduce((sum, { points }) => sum + points, 0),
  ).toBe(60);
  expect(score.band).not.toBe("critical");
});

test("the end of the scale is a line of its own", () => {
  const score = scoreOf({
    daysOf: [
      {
        age: 1,
        delivered: 5_000,
        optedOut: 200,
        blocked: 200,
        codes: { 131026: 2_000, 130497: 10 },
      },
      { age: 3, delivered: 5_000, read24h: 100 },
      { age: 10, delivered: 900, read24h: 800 },
    ],
    facts: ["a", "b", "c"].flatMap((name) => [
      rejected(name, "SCAM"),
      template("template_quality", "red", { template: `${name}q` }),
    ]),
  });

  expect(score.score).toBe(100);
  expect(lineOf(score, "scale_end").points).toBeLessThan(0);
  expect(sumOfLines(score)).toBe(100);
});

test("failures that are nobody's fault here move nothing", () => {
  const daysOf = [{ age: 1, delivered: 2_000, optedOut: 20, read24h: 900, codes: { 131026: 300 } }];
  const harmless = [
    131049, 130472, 131056, 130429, 131047, 130403, 131042, 133010, 190, 131000, 132001, 131_999,
  ];
  const noise = harmless.map((code) => ({ day: "2026-11-22", code, count: 50_000 }));
  const quiet = scoreOf({ daysOf });

  const noisy = scoreOf({
    daysOf: [{ ...daysOf[0], age: 1, failed: 300 + 50_000 * harmless.length }],
    failureDays: [{ day: "2026-11-22", code: 131026, count: 300 }, ...noise],
  });

  expect(pointsByName(noisy)).toEqual(pointsByName(quiet));
  expect(noisy.facts.map(({ key }) => key)).toEqual(
    expect.arrayContaining(["held_back", "payment", "registration", "token", "outage"]),
  );
});

test("an old failure is said with the share it usually has", () => {
  const [held] = scoreOf({
    daysOf: [
      { age: 2, delivered: 690, codes: { 131049: 310 } },
      { age: 9, delivered: 880, codes: { 131049: 120 } },
    ],
  }).facts;

  expect(held).toMatchObject({
    key: "held_back",
    count: 310,
    share: 0.31,
    usual: 0.12,
    advice: { key: "do_not_retry", params: { k: 310 } },
  });
});

test("sending has stopped only when everything fails for one own reason and nothing was delivered since", () => {
  const hour = now - hours(3) - 40 * 60_000;
  const counts = (over: object) => ({
    sent: 0,
    delivered: 0,
    read: 0,
    read24h: 0,
    failed: 0,
    replied: 0,
    blocked: 0,
    reported: 0,
    optedOut: 0,
    optedIn: 0,
    ...over,
  });
  const row = (at: number, over: object) => ({
    hour: at,
    all: counts(over),
    marketing: counts({}),
  });
  const sending = (failed: number, ...rows: ReturnType<typeof row>[]) =>
    scoreOf({
      failureHours: [{ hour, code: 131042, count: failed }],
      hours: [row(hour, { failed }), ...rows],
    }).sending;

  expect(sending(20)).toBe("stopped");
  expect(sending(19)).toBe("ok");
  expect(sending(20, row(hour + hours(1), { sent: 1, delivered: 1 }))).toBe("ok");
  expect(
    scoreOf({
      failureHours: [{ hour, code: 131042, count: 90 }],
      hours: [row(hour, { sent: 10, failed: 90 })],
    }).sending,
  ).toBe("ok");
  expect(
    scoreOf({
      failureHours: [{ hour, code: 131026, count: 90 }],
      hours: [row(hour, { failed: 90 })],
    }).sending,
  ).toBe("ok");
});

test("frequency is judged on fresh sums only", () => {
  const people = (day: string) => [
    { day, reached: 0, firstContacts: 0, weekReached: 1_000, weekOverThree: 400 },
  ];

  expect(pointsOf({ people: people("2026-11-23") }, "message_frequency")).toBe(10);
  expect(pointsOf({ people: people("2026-11-22") }, "message_frequency")).toBe(10);
  expect(lineOf(scoreOf({ people: people("2026-11-21") }), "message_frequency").state).toBe(
    "not_enough_data",
  );
});

test("first contacts need 30 days of own history", () => {
  const scene = (firstDay: string): Scene => ({
    firstDay,
    daysOf: [{ age: 1, delivered: 600 }],
    people: [
      { day: "2026-11-22", reached: 600, firstContacts: 570, weekReached: 600, weekOverThree: 0 },
    ],
  });

  expect(pointsOf(scene("2026-10-24"), "first_contact_share")).toBe(8);
  expect(lineOf(scoreOf(scene("2026-10-25")), "first_contact_share")).toMatchObject({
    state: "not_enough_data",
    points: 0,
  });
});

test("advice names what the harm came from, and says it in general when nobody knows", () => {
  const daysOf = [{ age: 0, delivered: 1_000, optedOut: 30 }];
  const spotlight = {
    campaign: "Festive-2",
    template: null,
    list: "fair.csv",
    listHarmShare: 0.83,
    listVolumeShare: 0.6,
    account: "Kite",
  };

  expect(lineOf(scoreOf({ daysOf, spotlight }), "opt_out_rate").advice).toMatchObject({
    key: "stop_campaign",
    params: { campaign: "Festive-2" },
  });
  expect(lineOf(scoreOf({ daysOf }), "opt_out_rate").advice).toEqual({
    key: "stop_campaign",
    params: {},
  });
  expect(scoreOf({ daysOf, spotlight }).topReason).toMatchObject({
    key: "short:opt_out_rate.campaign",
    points: 40,
  });
});
