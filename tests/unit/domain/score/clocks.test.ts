import { expect, test } from "vitest";
import { days, hours, startOfDay } from "@/lib/domain/time";
import { fact, lineOf, now, pointsOf, scoreOf, windowWith, zone } from "./scenes";

const optOuts = (scene: Parameters<typeof scoreOf>[0]) => lineOf(scoreOf(scene), "opt_out_rate");

test("a bad day does not drown in a good week, and is named", () => {
  const good = [0, 1, 3, 4, 5, 6].map((age) => ({ age, delivered: 5_000, optedOut: 10 }));

  // The day: 30.6/1200 = 2.55 % → 40; the week: 90.6/31200 = 0.29 % → 0
  expect(optOuts({ daysOf: [...good, { age: 2, delivered: 1_000, optedOut: 30 }] })).toMatchObject({
    points: 40,
    window: "2026-11-21",
    sample: 1_000,
  });
});

test("what no single day shows, the week does", () => {
  const daysOf = [0, 1, 2, 3, 4].map((age) => ({ age, delivered: 150, optedOut: 2 }));

  // 10.6/950 = 1.116 % → 16.4; no day has 200
  expect(optOuts({ daysOf })).toMatchObject({ points: 16, window: "7d", sample: 750 });
});

test("a steady rate is not faded: its mean age is half the window", () => {
  const daysOf = [0, 1, 2, 3, 4, 5, 6].map((age) => ({ age, delivered: 150, optedOut: 2 }));

  // 14.6/1250 = 1.168 % → 17.8, f = min(1, 2 · (1 − 3/7)) = 1
  expect(optOuts({ daysOf })).toMatchObject({ points: 18, window: "7d" });
});

test("a small sender is judged on 28 days, and the line says so", () => {
  const daysOf = [0, 9, 18, 27].map((age) => ({ age, delivered: 60, optedOut: 2 }));

  // 8.6/440 = 1.955 % → 38.8; mean age 13.5 of 28: f = 1
  expect(optOuts({ daysOf })).toMatchObject({ points: 39, window: "28d", sample: 240 });
});

test("a small sender's harm fades over 28 days", () => {
  const daysOf = [
    { age: 1, delivered: 180 },
    { age: 21, delivered: 60, optedOut: 8 },
  ];

  // 8.6/440 = 1.955 % → 38.8 · 2 · (1 − 21/28) = 19.4
  expect(optOuts({ daysOf })).toMatchObject({ points: 19, window: "28d" });
});

test("a sender whose campaign filled a week stays on the 7-day clock: faded points do not come back", () => {
  const line = optOuts({ daysOf: [{ age: 9, delivered: 2_000, optedOut: 20 }] });

  expect(line).toMatchObject({ points: 0, state: "ok" });
  expect(line.why).toEqual({
    key: "resting",
    params: { quietDays: 9, share: 0.01, harm: 20, sample: 2_000 },
  });
});

test("seven days in a row count as a week wherever they lie", () => {
  const daysOf = [
    { age: 9, delivered: 120, optedOut: 4 },
    { age: 6, delivered: 120, optedOut: 4 },
  ];

  expect(optOuts({ daysOf }).why.key).toBe("resting.little");
});

test("points fall at midnight of the workspace, not of Greenwich", () => {
  const burst = startOfDay("2026-11-20", zone) + hours(10);
  const pointsAt = (moment: number) => {
    const row = {
      day: "2026-11-20",
      ...windowWith({ daysOf: [{ age: 0, delivered: 4_310, optedOut: 98 }] }).days[0],
    };
    return pointsOf(
      { now: moment, days: [{ ...row, day: "2026-11-20" } as never] },
      "opt_out_rate",
    );
  };

  expect(pointsAt(burst)).toBe(40);
  expect(pointsAt(startOfDay("2026-11-24", zone) - 1)).toBe(40);
  expect(pointsAt(startOfDay("2026-11-24", zone))).toBe(34);
});

test("only marketing counts: the same opt-outs in mixed traffic would vanish", () => {
  // 1,980.6/90,200 = 2.2 % → 40; of 620,000 it would be 0.32 % → 0
  expect(
    optOuts({ daysOf: [{ age: 0, delivered: 90_000, optedOut: 1_980, utility: 530_000 }] }).points,
  ).toBe(40);
  expect(optOuts({ daysOf: [{ age: 0, delivered: 620_000, optedOut: 1_980 }] }).points).toBe(0);
});

test("reads mature: a campaign of today does not look unread", () => {
  const daysOf = [
    { age: 0, delivered: 5_000 },
    { age: 10, delivered: 2_000, read24h: 1_200 },
  ];

  expect(lineOf(scoreOf({ daysOf }), "read_rate").points).toBe(0);
  expect(
    lineOf(
      scoreOf({
        daysOf: [
          { age: 2, delivered: 5_000 },
          { age: 10, delivered: 2_000, read24h: 1_200 },
        ],
      }),
      "read_rate",
    ).points,
  ).toBe(20);
});

test("a source that tells deliveries only is not blamed for every failure", () => {
  expect(
    pointsOf(
      { daysOf: [{ age: 0, sent: 0, delivered: 2_000, codes: { 131026: 40 } }] },
      "unreachable_rate",
    ),
  ).toBe(0);
});

test("rates restart at a reinstatement", () => {
  const reinstated = startOfDay("2026-11-22", zone) + hours(6);
  const facts = [
    fact({ kind: "disabled", at: now - days(6) }),
    fact({ kind: "reinstated", at: reinstated }),
  ];
  const before = [{ age: 3, delivered: 4_310, optedOut: 98 }];

  expect(optOuts({ daysOf: before }).points).toBe(40);
  expect(optOuts({ daysOf: before, facts })).toMatchObject({
    points: 0,
    state: "not_enough_data",
    sample: 0,
  });
  // Of the day itself, the hours after it count.
  expect(
    optOuts({ daysOf: [...before, { age: 1, delivered: 1_000, optedOut: 20 }], facts }),
  ).toMatchObject({ points: 32, sample: 1_000 });
});

test("the record of sanctions does not restart", () => {
  const facts = [
    fact({
      kind: "restricted",
      value: "RESTRICTED_BIZ_INITIATED_MESSAGING",
      at: now - days(20),
      until: now - days(17),
    }),
    fact({ kind: "disabled", at: now - days(6) }),
    fact({ kind: "reinstated", at: now - days(1) }),
  ];

  // 10 · (1 − 17/90) = 8.1
  expect(pointsOf({ facts }, "past_restriction")).toBe(8);
  expect(scoreOf({ facts }).sending).toBe("ok");
});

test("baselines say how far they are", () => {
  const scene = {
    firstDay: "2026-11-14",
    daysOf: [
      { age: 0, delivered: 5_000, optedOut: 20 },
      { age: 8, delivered: 900 },
    ],
  };

  expect(lineOf(scoreOf(scene), "volume_surge").why).toEqual({
    key: "no_usual_days",
    params: { have: 9, need: 14 },
  });
  expect(lineOf(scoreOf(scene), "opt_out_surge").why).toEqual({
    key: "no_usual_messages",
    params: { have: 900, need: 1_000 },
  });
});

test.each([
  ["2026-03-28", 40],
  ["2026-03-29", 40],
  ["2026-04-01", 40],
  ["2026-04-02", 34],
])("in a week with a clock change, a burst of 29 March makes on %s %i points", (day, points) => {
  const inZone = "Europe/Berlin";
  const at = startOfDay(day, inZone) + hours(day === "2026-03-28" ? 33 : 9);
  const age = Math.max(0, Math.round((Date.parse(day) - Date.parse("2026-03-29")) / days(1)));

  expect(
    pointsOf(
      { now: at, zone: inZone, daysOf: [{ age, delivered: 4_310, optedOut: 98 }] },
      "opt_out_rate",
    ),
  ).toBe(points);
});
