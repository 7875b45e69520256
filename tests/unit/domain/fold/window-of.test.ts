import { expect, test } from "vitest";
import { foldEvents } from "@/lib/domain/fold/fold-events";
import { windowOf } from "@/lib/domain/fold/window-of";
import { days, hours } from "@/lib/domain/time";
import { event, factEvent, now, number, zone } from "./events";

const at = now - hours(30);

test("first contacts and frequency are sums over people", () => {
  const reach = (person: string, before: number) =>
    event("delivered", now - before, {
      person,
      message: `${person}-${before}`,
      category: "marketing",
    });
  const events = [
    ...[1, 2, 3, 4].map((hour) => reach("often", hours(hour))),
    reach("new", hours(1)),
    reach("old", hours(1)),
    reach("old", days(80)),
    reach("older", hours(1)),
    reach("older", days(100)),
  ];

  const today = windowOf(foldEvents(events, zone), number.e164, now).people.at(-1);

  expect(today).toEqual({
    day: "2026-11-23",
    reached: 4,
    firstContacts: 3,
    weekReached: 4,
    weekOverThree: 1,
  });
});

test("facts hang on number, account or template, and say whose template it was", () => {
  const events = [
    event("sent", at, { message: "m", template: "mine", account: "1" }),
    event("sent", at, {
      message: "n",
      template: "theirs",
      account: "1",
      number: { e164: "+15550100004" },
    }),
    ...["mine", "theirs", "nobodys"].map((name) =>
      factEvent("template_quality", at, { account: "1", value: "red", template: { name } }),
    ),
    factEvent("violation", at, { account: "1" }),
    factEvent("violation", at, { account: "2" }),
    factEvent("quality", at, { account: "1", number, value: "red" }),
  ];

  const { facts } = windowOf(foldEvents(events, zone), number.e164, now);

  expect(
    facts.map(({ node, template, use, inherited }) => [node, template, use, inherited]),
  ).toEqual(
    expect.arrayContaining([
      ["template", "mine", "own", false],
      ["template", "theirs", "others", false],
      ["template", "nobodys", "unknown", false],
      ["account", null, null, true],
      ["number", null, null, false],
    ]),
  );
  expect(facts).toHaveLength(5);
});

test("the window holds what its span says and nothing after now", () => {
  const moments = [days(40), days(36), days(9), hours(190), hours(1)];
  const events = moments.map((before, index) =>
    event("delivered", now - before, { message: `m${index}`, category: "marketing" }),
  );

  const window = windowOf(foldEvents(events, zone), number.e164, now);

  expect(window.days.map(({ day }) => day)).toEqual([
    "2026-10-18",
    "2026-11-14",
    "2026-11-15",
    "2026-11-23",
  ]);
  expect(window.hours).toHaveLength(2);
  expect(window.firstDay).toBe("2026-10-14");
});

test.each([
  ["Asia/Kolkata", "2026-11-22T18:29:00Z", "2026-11-22"],
  ["Asia/Kolkata", "2026-11-22T18:31:00Z", "2026-11-23"],
  ["Europe/Berlin", "2026-10-24T22:30:00Z", "2026-10-25"],
  ["Europe/Berlin", "2026-10-25T22:30:00Z", "2026-10-25"],
  ["Europe/Berlin", "2026-10-25T23:30:00Z", "2026-10-26"],
])("in %s an event of %s counts for %s, also around a clock change", (inZone, moment, day) => {
  const rollups = foldEvents([event("delivered", Date.parse(moment), { message: "m" })], inZone);

  expect(
    windowOf(rollups, number.e164, Date.parse(moment) + hours(2)).days.map((row) => row.day),
  ).toEqual([day]);
});
