import { expect, test } from "vitest";
import { nightEnd } from "@/lib/domain/alert/night";
import { groupLeaks, groupRuns, type CampaignHour } from "@/lib/domain/alert/runs";
import { days, hours } from "@/lib/domain/time";

const start = Date.parse("2026-11-20T04:30:00Z");

function hour(after: number, more: Partial<CampaignHour> = {}): CampaignHour {
  return {
    labelId: 1,
    name: "Payday",
    hour: start + hours(after),
    sent: 100,
    delivered: 90,
    failed: 0,
    optedOut: 1,
    blocked: 0,
    ...more,
  };
}

test("adds up a campaign from its first message on", () => {
  const [run] = groupRuns([hour(0), hour(1), hour(5)], start + days(1));

  expect(run).toMatchObject({
    firstHour: start,
    lastHour: start + hours(5),
    sent: 300,
    delivered: 270,
    optedOut: 3,
  });
});

test("takes a label used again after a quiet day for another run", () => {
  const [run] = groupRuns([hour(0), hour(25)], start + days(2));

  expect(run).toMatchObject({ firstHour: start + hours(25), sent: 100 });
});

test("does not let stragglers keep a campaign running", () => {
  const [run] = groupRuns([hour(0), hour(20, { sent: 0, delivered: 3 })], start + days(1));

  expect(run).toMatchObject({ lastHour: start, delivered: 93 });
});

test("goes by deliveries where a source tells nothing else", () => {
  const [run] = groupRuns([hour(0, { sent: 0 }), hour(2, { sent: 0 })], start + days(1));

  expect(run).toMatchObject({ lastHour: start + hours(2), delivered: 180 });
});

test("keeps campaigns apart", () => {
  const runs = groupRuns([hour(0), hour(0, { labelId: 2 })], start + days(1));

  expect(runs.map(({ labelId }) => labelId)).toEqual([1, 2]);
});

test("counts leaks since the last 48 quiet hours", () => {
  const leak = (after: number) => ({
    firstAt: start + hours(after),
    lastAt: start + hours(after) + 5,
    count: 2,
  });

  expect(groupLeaks([leak(0), leak(50), leak(60)])).toEqual({
    firstAt: start + hours(50),
    lastAt: start + hours(60) + 5,
    count: 4,
  });
  expect(groupLeaks([])).toBeUndefined();
});

test.each([
  ["2026-11-22T21:59:00+05:30", undefined],
  ["2026-11-22T22:00:00+05:30", "2026-11-23T07:00:00+05:30"],
  ["2026-11-23T03:00:00+05:30", "2026-11-23T07:00:00+05:30"],
  ["2026-11-23T07:00:00+05:30", undefined],
])("night at %s ends %s", (now, end) => {
  const expected = end === undefined ? undefined : Date.parse(end);

  expect(nightEnd(Date.parse(now), "Asia/Kolkata")).toBe(expected);
});
