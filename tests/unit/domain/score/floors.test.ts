import { expect, test } from "vitest";
import type { Fact } from "@/lib/domain/score/window";
import { days, hours, minutes } from "@/lib/domain/time";
import { cloudApi, fact, lineOf, now, pointsOf, type Scene, scoreOf, sumOfLines } from "./scenes";

const type = (name: string) => `RESTRICTED_${name}`;
const restricted = (over: Partial<Fact> = {}) =>
  fact({ kind: "restricted", value: type("BIZ_INITIATED_MESSAGING"), at: now - days(1), ...over });
const quality = (value: string, at: number, over: Partial<Fact> = {}) =>
  fact({ node: "number", kind: "quality", value, at, ...over });
const unpolled = [{ ...cloudApi(), polledAt: null, tokenState: "none" as const }];

test.each<[string, Scene, number]>([
  ["disabled", { facts: [fact({ kind: "disabled" })] }, 100],
  ["disable scheduled", { facts: [fact({ kind: "disable_scheduled" })] }, 95],
  [
    "restricted, answers too",
    { facts: [restricted({ value: type("CUSTOMER_INITIATED_MESSAGING") })] },
    90,
  ],
  ["restricted, starting chats", { facts: [restricted()] }, 85],
  ["restricted, as our own word", { facts: [restricted({ value: "business_initiated" })] }, 85],
  [
    "several types of one sanction",
    {
      facts: [
        restricted({
          value: null,
          detail: {
            types: [type("ADD_PHONE_NUMBER_ACTION"), type("CUSTOMER_INITIATED_MESSAGING")],
          },
        }),
      ],
    },
    90,
  ],
  ["rating red", { facts: [quality("red", now - hours(1))] }, 70],
  ["rating yellow", { facts: [quality("yellow", now - hours(1))] }, 40],
  ["restricted, kind unknown", { facts: [restricted({ value: type("SOMETHING_NEW") })] }, 70],
  ["utility restricted", { facts: [restricted({ value: type("UTILITY_TEMPLATES") })] }, 60],
  [
    "adding numbers restricted",
    { facts: [restricted({ value: type("ADD_PHONE_NUMBER_ACTION") })] },
    50,
  ],
  [
    "calls limited",
    { facts: [restricted({ value: type("BIZ_INITIATED_AND_USER_INITIATED_CALLING") })] },
    30,
  ],
  [
    "template disabled, known to be used",
    {
      facts: [
        fact({ node: "template", kind: "template_status", value: "disabled", template: "t" }),
      ],
    },
    55,
  ],
])("%s", (_name, scene, atLeast) => {
  const score = scoreOf(scene);

  expect(score.score).toBe(atLeast);
  expect(sumOfLines(score)).toBe(atLeast);
});

test.each<[string, (age: number) => Scene, [number, number | null][]]>([
  [
    "131048 counts 24 hours in full and 72 in part",
    (age) => ({ failureHours: [{ hour: now - age - hours(1), code: 131048, count: 1 }] }),
    [
      [0, 70],
      [hours(23), 70],
      [hours(24), 50],
      [hours(71), 50],
      [hours(72), null],
    ],
  ],
  [
    "131064 counts 24 hours",
    (age) => ({ failureHours: [{ hour: now - age - hours(1), code: 131064, count: 1 }] }),
    [
      [hours(23), 60],
      [hours(24), null],
    ],
  ],
  [
    "a disabled template counts 7 days",
    (age) => ({
      facts: [
        fact({
          node: "template",
          kind: "template_status",
          value: "disabled",
          template: "t",
          at: now - age,
        }),
      ],
    }),
    [
      [days(6), 55],
      [days(7), null],
    ],
  ],
  [
    "a rating holds 72 hours after it was last told",
    (age) => ({ sources: unpolled, facts: [quality("red", now - age)] }),
    [
      [hours(71), 70],
      [hours(72), null],
    ],
  ],
  [
    "a rating entered by hand holds 7 days",
    (age) => ({
      sources: unpolled,
      facts: [quality("red", now - age, { detail: { how: "entered" } })],
    }),
    [
      [days(6), 70],
      [days(7), null],
    ],
  ],
])("%s", (_name, scene, steps) => {
  expect(steps.map(([age]) => scoreOf(scene(age)).score)).toEqual(
    steps.map(([, atLeast]) => atLeast),
  );
});

test("a poll keeps an old rating fresh, and a dead token lets it go", () => {
  const facts = [quality("red", now - days(20))];
  const polled = (age: number) =>
    scoreOf({ facts, sources: [{ ...cloudApi(), tokenState: "dead", polledAt: now - age }] });

  expect(polled(minutes(5))).toMatchObject({
    score: 70,
    quality: "red",
    rating: { freshness: "fresh" },
  });
  expect(polled(hours(30))).toMatchObject({
    score: 70,
    rating: { freshness: "as_of", seenAt: now - hours(30) },
  });
  expect(polled(hours(73))).toMatchObject({
    score: null,
    quality: "unknown",
    rating: { freshness: "stale" },
  });
  expect(polled(hours(30)).coverage - polled(hours(73)).coverage).toBeCloseTo(0.15);
});

test("a date of a disable that passed without news asks to check", () => {
  const why = (day: string) =>
    lineOf(
      scoreOf({ facts: [fact({ kind: "disable_scheduled", detail: { day } })] }),
      "floor:disable_scheduled",
    ).why;

  expect(why("2026-11-29")).toMatchObject({
    key: "floor:disable_scheduled",
    params: { daysLeft: 6 },
  });
  expect(why("2026-11-22").key).toBe("floor:disable_scheduled.passed");
});

test("the latest state decides, whatever the order the facts stand in", () => {
  const scheduled = fact({ kind: "disable_scheduled", at: now - days(3) });
  const reinstated = fact({ kind: "reinstated", at: now - days(2) });
  const disabled = fact({ kind: "disabled", at: now - days(1) });

  expect(scoreOf({ facts: [reinstated, scheduled] }).sending).toBe("ok");
  expect(scoreOf({ facts: [disabled, reinstated, scheduled] }).sending).toBe("disabled");
  expect(scoreOf({ facts: [{ ...disabled, at: reinstated.at }, reinstated] }).sending).toBe(
    "disabled",
  );
});

test("a number inherits its account's floor and shows it as inherited", () => {
  const score = scoreOf({
    facts: [restricted({ until: now + days(2) })],
    daysOf: [{ age: 0, delivered: 1_000, optedOut: 15, read24h: 600 }],
  });

  expect(score).toMatchObject({
    score: 85,
    behaviour: 21,
    restriction: { kinds: ["starting"], inherited: true, until: now + days(2) },
  });
  expect(lineOf(score, "floor:restricted_starting")).toMatchObject({
    points: 64,
    why: { params: { inherited: 1 } },
  });
});

test.each([
  ["own", 0, "floor:template_disabled", 55],
  ["others", 10, "template_paused", null],
  ["unknown", 10, "template_paused", null],
] as const)("a disabled template of %s use", (use, points, line, floor) => {
  const facts = [
    fact({ node: "template", kind: "template_status", value: "disabled", template: "t", use }),
  ];
  const score = scoreOf({ facts, daysOf: [{ age: 0, delivered: 1_000, read24h: 600 }] });

  expect(lineOf(score, "template_paused").points).toBe(points);
  expect(lineOf(score, line).points).toBeGreaterThan(0);
  expect(score.score).toBe(floor ?? 10);
});

test("facts of templates nobody is known to use count only for numbers that sent marketing", () => {
  const facts = [
    fact({
      node: "template",
      kind: "template_quality",
      value: "red",
      template: "t",
      use: "unknown",
    }),
  ];

  expect(pointsOf({ facts, daysOf: [{ age: 0, delivered: 10 }] }, "template_quality")).toBe(12);
  expect(
    pointsOf({ facts, daysOf: [{ age: 0, delivered: 0, utility: 10 }] }, "template_quality"),
  ).toBe(0);
  expect(
    pointsOf(
      { facts: [{ ...facts[0], use: "others" } as Fact], daysOf: [{ age: 0, delivered: 10 }] },
      "template_quality",
    ),
  ).toBe(0);
});

test("the moment of the next change is the first of all ends", () => {
  const next = (scene: Scene) => scoreOf(scene).nextChangeAt - now;

  // 09:40: the hour ends in 20 minutes.
  expect(next({})).toBe(minutes(20));
  expect(next({ facts: [restricted({ until: now + minutes(5) })] })).toBe(minutes(5));
  expect(next({ sources: unpolled, facts: [quality("red", now - hours(72) + minutes(7))] })).toBe(
    minutes(7),
  );
  expect(next({ facts: [fact({ kind: "violation", at: now - days(8) + minutes(3) })] })).toBe(
    minutes(3),
  );
});
