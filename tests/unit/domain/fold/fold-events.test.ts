import { expect, test } from "vitest";
import { noCounts } from "@/lib/domain/counts";
import { foldEvents } from "@/lib/domain/fold/fold-events";
import { windowOf } from "@/lib/domain/fold/window-of";
import { scoreNumber } from "@/lib/domain/score/score";
import { days, hours, hourStart, minutes } from "@/lib/domain/time";
import { event, makeDice, mixedEvents, now, number, shuffled, zone } from "./events";

const at = now - hours(30);
const own = (events: Parameters<typeof foldEvents>[0]) => {
  const rollup = foldEvents(events, zone).numbers.get(number.e164);
  if (!rollup) throw new Error("no rollup");
  return rollup;
};
const countsAt = (events: Parameters<typeof foldEvents>[0], moment: number) =>
  own(events).hours.get(hourStart(moment, zone)) ?? noCounts;
const category = (events: Parameters<typeof foldEvents>[0], id: number) => [
  ...(own(events).breakdown.get("category")?.get(String(id))?.values() ?? []),
];

test.each([1, 2, 3, 4, 5])(
  "the order of the events and repetitions change nothing (%i)",
  (seed) => {
    const events = mixedEvents(seed);
    const again = events.filter((_, index) => index % 3 === 0);
    const first = foldEvents(events, zone);

    const second = foldEvents(shuffled([...events, ...again], makeDice(seed)), zone);

    for (const key of first.numbers.keys()) {
      const window = windowOf(first, key, now);
      expect(window.hours.length).toBeGreaterThan(20);
      expect(windowOf(second, key, now)).toEqual(window);
      expect(scoreNumber(windowOf(second, key, now))).toEqual(scoreNumber(window));
    }
    expect(first.numbers.size).toBe(2);
  },
);

test("a message, number and kind counts once", () => {
  const events = [0, 1, 2].map((minute) => event("sent", at + minutes(minute), { message: "m" }));

  expect(countsAt(events, at).sent).toBe(1);
});

test("a read is a delivery too, in the hour of the earlier of both", () => {
  const read = event("read", at + hours(5), { message: "m" });

  expect(countsAt([read], at + hours(5))).toMatchObject({ delivered: 1, read: 1, read24h: 1 });

  const delivered = event("delivered", at, { message: "m" });
  expect(countsAt([read, delivered], at)).toMatchObject({ delivered: 1, read: 0, read24h: 1 });
  expect(countsAt([read, delivered], at + hours(5))).toMatchObject({
    delivered: 0,
    read: 1,
    read24h: 0,
  });
});

test("a read more than 24 hours after its delivery is a read, not one in time", () => {
  const events = [
    event("delivered", at - hours(25), { message: "m" }),
    event("read", at, { message: "m" }),
  ];

  expect(countsAt(events, at - hours(25))).toMatchObject({ delivered: 1, read24h: 0 });
  expect(countsAt(events, at).read).toBe(1);
});

test("any event of a message lends its labels to the others, and the sent's go first", () => {
  const events = [
    event("delivered", at, { message: "m", category: "utility", campaign: "B" }),
    event("sent", at + minutes(1), { message: "m", category: "marketing" }),
    event("read", at + minutes(1), { message: "m", campaign: "A" }),
  ];

  expect(category(events, 1)[0]).toMatchObject({ sent: 1, delivered: 1, read: 1 });
  expect(category(events, 2)).toEqual([]);
  expect([...(own(events).breakdown.get("campaign")?.keys() ?? [])]).toEqual(["B"]);
});

test("rows without a message count for as many as they say, in their own hour", () => {
  const events = [
    event("delivered", at, { count: 40 }),
    event("read", at + hours(2), { count: 12 }),
  ];

  expect(countsAt(events, at).delivered).toBe(40);
  expect(countsAt(events, at + hours(2))).toMatchObject({ read: 12, read24h: 12, delivered: 0 });
});

test("one person who stops is one opt-out in 7 days, whatever the order", () => {
  const stops = [0, 1, 6.9, 7, 13].map((age) =>
    event("opted_out", at - days(20) + days(age), { person: "p" }),
  );
  const total = (events: typeof stops) =>
    [...own(events).hours.values()].reduce((sum, { optedOut }) => sum + optedOut, 0);

  expect(total(stops)).toBe(2);
  expect(total(stops.toReversed())).toBe(2);
});

test("an opt-out belongs to the message it answers, else to the last marketing within 72 hours, else to none", () => {
  const sent = [
    event("sent", at - hours(50), {
      message: "a",
      person: "p",
      category: "marketing",
      campaign: "A",
    }),
    event("sent", at - hours(10), {
      message: "b",
      person: "p",
      category: "utility",
      campaign: "B",
    }),
  ];
  const stop = (over: object) => [...sent, event("opted_out", at, { person: "p", ...over })];
  const campaignOf = (events: Parameters<typeof foldEvents>[0]) =>
    [...(own(events).breakdown.get("campaign") ?? [])]
      .filter(([, rows]) => [...rows.values()].some(({ optedOut }) => optedOut > 0))
      .map(([name]) => name);

  expect(campaignOf(stop({ answers: "b" }))).toEqual(["B"]);
  expect(campaignOf(stop({}))).toEqual(["A"]);
  expect(campaignOf(stop({ at: at + hours(63) }))).toEqual([]);
});

test("an ambiguous word counts only when it belongs to marketing", () => {
  const cancel = event("opted_out", at, { person: "p", ambiguous: true });
  const sent = (over: object) =>
    event("sent", at - hours(1), { message: "m", person: "p", ...over });

  expect(countsAt([cancel, sent({ category: "marketing" })], at).optedOut).toBe(1);
  expect(countsAt([cancel, sent({ category: "utility" })], at).optedOut).toBe(0);
  expect(countsAt([cancel], at).optedOut).toBe(0);
});

test("marketing after a no is a leak once the grace is over, until a yes", () => {
  const no = event("opted_out", at, { person: "p" });
  const sentAfter = (after: number, over: object = {}) =>
    event("sent", at + after, { person: "p", category: "marketing", campaign: "C", ...over });

  expect(own([no, sentAfter(hours(24))]).leaks).toEqual([]);
  expect(own([sentAfter(hours(24) + 1), no]).leaks).toEqual([
    { at: at + hours(24) + 1, campaign: "C" },
  ]);
  expect(own([no, sentAfter(hours(25), { category: "utility" })]).leaks).toEqual([]);
  expect(
    own([no, event("opted_in", at + hours(1), { person: "p" }), sentAfter(hours(25))]).leaks,
  ).toEqual([]);
  expect(own([no, sentAfter(hours(25), { person: "q" })]).leaks).toEqual([]);
});

test("a no at one number binds all numbers of the client", () => {
  const no = event("opted_out", at, { person: "p", number: { e164: "+15550100004" } });

  expect(
    own([no, event("sent", at + hours(25), { person: "p", category: "marketing" })]).leaks,
  ).toHaveLength(1);
});

test("a delivery that names a number both ways ties its names", () => {
  const events = [
    event("sent", at, { message: "a", number: { phoneNumberId: "22001" } }),
    event("sent", at, { message: "b", number: { e164: "+15550100003", phoneNumberId: "22001" } }),
    event("sent", at, { message: "c" }),
  ];

  expect(countsAt(events, at).sent).toBe(3);
});
