import { expect, test } from "vitest";
import { calmDelivery, lastHour } from "@/lib/domain/demo/calm";
import { dayAt } from "@/lib/domain/demo/calendar";
import { lines } from "@/lib/domain/demo/cast";
import { historyRows } from "@/lib/domain/demo/history";
import { paydayRows, paydayStart, sceneLastsMs } from "@/lib/domain/demo/payday";
import { plotOf } from "@/lib/domain/demo/plot";
import { minutes } from "@/lib/domain/time";

const calendar = { start: Date.parse("2026-11-23T09:40:00+05:30"), zone: "Asia/Kolkata" };

test("tells the same story at every start", () => {
  expect(historyRows(calendar)).toEqual(historyRows(calendar));
  expect(plotOf(calendar)).toEqual(plotOf(calendar));
  expect(calmDelivery(calendar.start)).toEqual(calmDelivery(calendar.start));
});

test("holds no phone number that anybody could have", () => {
  const everything = JSON.stringify([
    historyRows(calendar),
    plotOf(calendar),
    lastHour(calendar.start),
    paydayRows(calendar.start, calendar.start, calendar.start + minutes(30)),
  ]);
  const business = new Set<string>(Object.values(lines).map(({ number }) => number.slice(1)));

  // Own rows write +1…, Meta's deliveries digits alone; 22… is WhatsApp's id of a business number.
  const written = [...everything.matchAll(/"(?:\+|22)?(1\d{10})"/g)].map(
    ([, digits]) => digits ?? "",
  );
  const strangers = written.filter(
    (digits) => !business.has(digits) && !/^1[2-9]\d{2}55501\d{2}$/.test(digits),
  );

  expect(written.length).toBeGreaterThan(10_000);
  expect(strangers.filter((digits) => !/^1[67]\d{8}$/.test(digits))).toEqual([]);
  expect([...business].every((digits) => /^155501000\d{2}$/.test(digits))).toBe(true);
});

test("knows no tomorrow: all of it lies before the start, oldest first", () => {
  const rows = historyRows(calendar).map(({ at }) => Date.parse(String(at)));
  const acts = plotOf(calendar).map(({ at }) => at);

  for (const moments of [rows, acts]) {
    expect(moments).toEqual(moments.toSorted((left, right) => left - right));
    expect(moments.at(-1)).toBeLessThanOrEqual(calendar.start);
    expect(moments[0]).toBeGreaterThanOrEqual(dayAt(calendar, 90, "00:00"));
  }
});

const seenAt = calendar.start;
const begins = paydayStart(seenAt);
/** When so many of the 1,200 messages are out. */
const whenSent = (messages: number) => begins + (messages / 1200) * sceneLastsMs;

test.each([
  [500, 10],
  [800, 22],
  [1200, 32],
])("has %i messages out when %i people have asked to stop", (messages, stopped) => {
  const rows = paydayRows(seenAt, seenAt, whenSent(messages));

  expect(rows.filter(({ kind }) => kind === "delivered")).toHaveLength(messages);
  expect(rows.filter(({ kind }) => kind === "opted_out")).toHaveLength(stopped);
});

test("plays the scene once, however often somebody looks", () => {
  const whole = paydayRows(seenAt, seenAt, begins + sceneLastsMs);
  const steps = Array.from({ length: 200 }, (_, index) => seenAt + index * 3000);
  const pieces = steps.flatMap((from) => paydayRows(seenAt, from, from + 3000));

  const countOf = (rows: typeof whole, kind: string) =>
    rows.filter((row) => row["kind"] === kind).length;
  for (const kind of ["sent", "delivered", "opted_out"])
    expect(countOf(pieces, kind)).toBe(countOf(whole, kind));
  expect(paydayRows(seenAt, begins + sceneLastsMs, begins + sceneLastsMs * 2)).toEqual([]);
  const stopped = pieces.filter(({ kind }) => kind === "opted_out").map((row) => row["recipient"]);
  expect(new Set(stopped).size).toBe(stopped.length);
});
