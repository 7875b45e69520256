// oxlint-disable max-lines -- one table of the twelve demo numbers, read side by side with ux.md 5
import { expect, test } from "vitest";
import { scoreAccount } from "@/lib/domain/score/score";
import type { PeopleDay } from "@/lib/domain/score/window";
import { days, hours, startOfDay } from "@/lib/domain/time";
import {
  cloudApi,
  type DayOf,
  fact,
  lineOf,
  now,
  pointsByName,
  type Scene,
  scoreOf,
  sumOfLines,
  zone,
} from "./scenes";

/** Today's scores of the twelve numbers of ux.md 5, from their figures. */

const today = "2026-11-23";
const daysAgo = (count: number) => startOfDay(today, zone) - days(count) + hours(14);
const people = (over: Partial<PeopleDay>): PeopleDay[] => [
  { day: today, reached: 0, firstContacts: 0, weekReached: 0, weekOverThree: 0, ...over },
];
/** Delivered and read as ever. */
const campaign = (age: number, delivered: number, over: Partial<DayOf> = {}): DayOf => ({
  age,
  delivered,
  read24h: Math.round(delivered * 0.62),
  ...over,
});
/** The four weeks before, at their usual opt-outs. */
const weeksBefore = (delivered: number, optedOut: number) =>
  [7, 14, 21, 28].map((age) => campaign(age, delivered, { optedOut }));

interface Demo {
  scene: Scene;
  score: number | null;
  band: string;
  points: Record<string, number>;
}

const restricted = fact({
  kind: "restricted",
  value: "RESTRICTED_BIZ_INITIATED_MESSAGING",
  at: daysAgo(24),
  until: daysAgo(21),
});

const demos: Record<string, Demo> = {
  "1 Asha Beauty – Care: utility only, 900 a day": {
    scene: { daysOf: [0, 1, 2, 3, 4, 5, 6].map((age) => ({ age, delivered: 0, utility: 900 })) },
    score: 0,
    band: "low",
    points: {},
  },
  "2 Asha Beauty – Offers: a big day, well received": {
    // 61/9,400 = 0.65 %: (61.6/9600 − 0.5 %)/1.5 % · 40 = 3.8; 9,400/2,300 = 4.09 × → 10 · 2.09/3 = 7.0
    scene: { daysOf: [campaign(3, 9_400, { optedOut: 61 }), ...weeksBefore(2_300, 12)] },
    score: 11,
    band: "low",
    points: { opt_out_rate: 4, volume_surge: 7 },
  },
  "3 Kite Fashion – Offers: Festive-2 yesterday": {
    // 131.6/4942 = 2.66 % → 40; 2.763 % / 0.498 % = 5.5 × → 15; (307/5243 − 5 %)/10 % · 25 = 2.1; (60 % − 50 %)/45 % · 8 = 1.8
    scene: {
      daysOf: [
        campaign(1, 4_742, { optedOut: 131, codes: { 131026: 301, 131049: 12 } }),
        campaign(3, 4_012, { optedOut: 21 }),
        ...weeksBefore(4_400, 22),
      ],
      people: people({ day: "2026-11-22", reached: 4_742, firstContacts: 2_845 }),
      facts: [
        fact({
          node: "template",
          kind: "template_quality",
          value: "yellow",
          template: "festive_offer_v2",
          at: now - hours(15),
        }),
        fact({ node: "number", kind: "quality", value: "yellow", at: now - hours(11) }),
      ],
    },
    score: 64,
    band: "high",
    points: {
      opt_out_rate: 40,
      opt_out_surge: 15,
      unreachable_rate: 2,
      first_contact_share: 2,
      template_quality: 5,
    },
  },
  "4 Roast & Co – Deals: recovering": {
    // 14.6/1440 = 1.014 % → 13.7; 10 · (1 − 21/90) = 7.7; (76/1,440 + …): 72 of 1,172: 78/1372 = 5.69 % → 1.7; 90 of 1,330: 96/1530 = 6.27 % → 3.2
    scene: {
      daysOf: [
        campaign(2, 1_240, { optedOut: 14, codes: { 131026: 90 } }),
        campaign(19, 1_000, { optedOut: 6 }),
        campaign(26, 1_130, { optedOut: 35 }),
      ],
      facts: [
        restricted,
        fact({ kind: "violation", at: daysAgo(34) }),
        fact({
          node: "template",
          kind: "template_quality",
          value: "yellow",
          template: "brew_week",
          at: daysAgo(30),
        }),
        fact({
          node: "template",
          kind: "template_status",
          value: "paused",
          template: "brew_week",
          at: daysAgo(35),
        }),
      ],
    },
    score: 30,
    band: "watch",
    points: { opt_out_rate: 14, past_restriction: 8, template_quality: 5, unreachable_rate: 3 },
  },
  "5 Roast & Co – Orders: restricted with its sister": {
    scene: {
      daysOf: [0, 1, 2, 3].map((age) => ({ age, delivered: 0, utility: 300 })),
      facts: [restricted],
    },
    score: 8,
    band: "low",
    points: { past_restriction: 8 },
  },
  "7 Nomad Travel – Launch: too new": {
    scene: { daysOf: [{ age: 2, delivered: 63 }], firstDay: "2026-11-17" },
    score: null,
    band: "unknown",
    points: {},
  },
  "8 Nomad Travel – Trips: a leaking sync": {
    // 37 of 5,200: 5 + 20 · 36/51 = 19.1; 42.6/5380 = 0.792 % → 7.8; 10 · 23/30 = 7.7
    scene: {
      daysOf: [campaign(2, 5_180, { optedOut: 42 }), campaign(1, 20)],
      leaks: [3, 2, 1].map((age, index) => ({
        hour: daysAgo(age) - hours(12),
        campaign: null,
        count: [12, 12, 13][index] ?? 0,
      })),
      people: people({ weekReached: 3_000, weekOverThree: 990 }),
    },
    score: 35,
    band: "watch",
    points: { messages_after_no: 19, opt_out_rate: 8, message_frequency: 8 },
  },
  "9 Helio Solar – Leads: one list": {
    // 397/3410 = 11.64 % → 16.6; 28.6/2990 = 0.957 % → 12.2; 24.6/2990 = 0.823 % → 8.6; (85 % − 50 %)/45 % · 8 = 6.2; 2.25/3290 = 0.068 %
    scene: {
      sources: [],
      daysOf: [
        campaign(2, 2_790, {
          sent: 2_819,
          optedOut: 24,
          blocked: 28,
          reported: 2,
          codes: { 131026: 391 },
        }),
      ],
      people: people({ day: "2026-11-21", reached: 2_790, firstContacts: 2_372 }),
    },
    score: 44,
    band: "watch",
    points: { unreachable_rate: 17, block_rate: 12, opt_out_rate: 9, first_contact_share: 6 },
  },
  "11 Pico Pets – Offers: what a provider cannot tell": {
    // 22.6/3100 = 0.729 % → 6.1; (22 % − 10 %)/30 % · 10 = 4
    scene: {
      sources: [
        {
          ...cloudApi(),
          provider: "twilio",
          tokenState: "none",
          polledAt: null,
          subscribedAt: null,
        },
      ],
      daysOf: [campaign(3, 2_900, { optedOut: 22 }), ...weeksBefore(2_900, 14)],
      people: people({ weekReached: 2_900, weekOverThree: 638 }),
    },
    score: 10,
    band: "low",
    points: { opt_out_rate: 6, message_frequency: 4 },
  },
};

test.each(Object.entries(demos))("%s", (_name, { scene, score, band, points }) => {
  const result = scoreOf(scene);

  expect(pointsByName(result)).toEqual(points);
  expect([result.score, result.band]).toEqual([score, band]);
  expect(sumOfLines(result)).toBe(result.score ?? result.behaviour);
});

test("3 Kite Fashion – Offers falls as the page says: 64 until Wednesday, 56 on Thursday, 40 on Friday", () => {
  const scene = demos["3 Kite Fashion – Offers: Festive-2 yesterday"]?.scene ?? {};
  const at = (day: string) => startOfDay(day, zone) + hours(9);
  const scoreOn = (day: string) => {
    const later = at(day);
    const base = scoreOf(scene);
    expect(base.score).toBe(64);
    const shift = (later - at("2026-11-23")) / days(1);
    return scoreOf({
      ...scene,
      now: later,
      sources: [cloudApi(later)],
      daysOf: scene.daysOf?.map((row) => ({ ...row, age: row.age + shift })) ?? [],
    });
  };

  expect(scoreOn("2026-11-25").score).toBe(64);
  // 34 + 13 + 2 + 2 + 5
  expect(scoreOn("2026-11-26").score).toBe(56);
  // 23 + 9 + 1 + 1 + 5 = 39, and yellow keeps it at 40
  expect(scoreOn("2026-11-27")).toMatchObject({ score: 40, behaviour: 39 });
});

test("3 Kite Fashion – Offers says how many times its usual it was by what was counted, as its mail does", () => {
  const { lines } = scoreOf(demos["3 Kite Fashion – Offers: Festive-2 yesterday"]?.scene ?? {});
  const surge = lines.find(({ factor }) => factor === "opt_out_surge");

  // 131 of 4,742 is 2.763 %, the usual 22 of 4,400 is 0.5 %
  expect(surge?.why.params["ratio"]).toBeCloseTo(2.763 / 0.5, 2);
});

test("3 Kite Fashion – Offers stood at 56 when the mail went out", () => {
  const sunday = startOfDay("2026-11-22", zone) + hours(11.6);
  const score = scoreOf({
    now: sunday,
    sources: [cloudApi(sunday)],
    daysOf: [
      // 261 of 4,578 = 5.7 %: 267/4778 = 5.59 % → 1.5
      campaign(0, 4_310, { sent: 4_317, optedOut: 98, codes: { 131026: 261 } }),
      ...weeksBefore(4_400, 22),
    ],
    people: people({ day: "2026-11-22", reached: 4_310, firstContacts: 2_586 }),
  });

  expect(pointsByName(score)).toEqual({
    opt_out_rate: 40,
    opt_out_surge: 13,
    first_contact_share: 2,
    unreachable_rate: 1,
  });
  expect([score.score, score.band]).toEqual([56, "high"]);
  expect(
    lineOf(score, "opt_out_rate").interval90?.map((bound) => Math.round(bound * 1_000) / 10),
  ).toEqual([1.8, 2.6]);
});

test("6 Verde Grocers – Alerts: unseen for four days, nothing of what was seen is taken for safe", () => {
  const sources = [
    {
      ...cloudApi(),
      tokenState: "none" as const,
      lastEventAt: now - days(8),
      polledAt: null,
      subscribedAt: null,
    },
  ];

  expect(scoreOf({ sources, daysOf: [campaign(8, 2_000), campaign(15, 2_000)] })).toMatchObject({
    score: null,
    band: "unknown",
    coverage: 0,
  });
});

test("10 Helio Solar – Service: neither held back messages nor a payment error are risk", () => {
  const score = scoreOf({
    daysOf: [
      { age: 0, delivered: 0, codes: { 131042: 212 } },
      campaign(6, 690, { sent: 690, codes: { 131049: 310 } }),
      campaign(13, 880, { codes: { 131049: 120 } }),
    ],
  });

  expect(score).toMatchObject({ score: 0, band: "low", sending: "stopped" });
  expect(score.facts.map(({ key, count, share }) => [key, count, share])).toEqual([
    ["held_back", 310, 310 / 1_212],
    ["payment", 212, 212 / 1_212],
  ]);
  expect(score.topReason.key).toBe("short:stopped:payment");
});

test("12 Lumen Loans – Notices: 25 from behaviour, 95 by WhatsApp's decision", () => {
  const account = [
    fact({ kind: "violation", value: "SCAM", at: daysAgo(9) }),
    fact({ kind: "disable_scheduled", at: daysAgo(2), detail: { day: "2026-11-29" } }),
  ];
  const score = scoreOf({
    daysOf: [campaign(3, 3_100, { optedOut: 31 }), ...weeksBefore(3_100, 18)],
    people: people({ weekReached: 3_000, weekOverThree: 570 }),
    facts: [
      ...account,
      ...["a", "b"].map((template) =>
        fact({
          node: "template",
          kind: "template_status",
          value: "rejected",
          template,
          at: daysAgo(11),
          use: "unknown",
          detail: { reason: "SCAM" },
        }),
      ),
      fact({
        node: "template",
        kind: "template_category",
        value: "marketing",
        template: "c",
        at: daysAgo(8),
        detail: { previous: "utility" },
      }),
    ],
  });

  expect(pointsByName(score)).toEqual({
    opt_out_rate: 12,
    message_frequency: 3,
    template_rejected: 6,
    template_miscategorised: 4,
    "floor:disable_scheduled": 70,
  });
  // 8 whole days old: 60 − 35 · 1/23 = 58.5; it holds too, and adds nothing while the rest is higher
  expect(lineOf(score, "floor:violation")).toMatchObject({ points: 0, value: 58 });
  expect(score).toMatchObject({
    score: 95,
    behaviour: 25,
    band: "critical",
    sending: "disable_scheduled",
  });
  expect(score.restriction).toMatchObject({ day: "2026-11-29", inherited: true });
  expect(scoreAccount(account, now, zone)).toMatchObject({
    score: 95,
    behaviour: 0,
    band: "critical",
  });
});
