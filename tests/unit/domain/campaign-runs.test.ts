import { expect, test } from "vitest";
import { campaignRuns, type CampaignHour } from "@/lib/domain/campaign-runs";
import { hours } from "@/lib/domain/time";

const start = Date.parse("2026-11-20T04:30:00Z");
const none = { sent: 0, delivered: 0, read24h: 0, failed: 0, optedOut: 0 };
const hour = (after: number, more: Partial<CampaignHour>): CampaignHour => ({
  hour: start + hours(after),
  label: 7,
  ...none,
  ...more,
});

test("one label is one campaign until a day without a message", () => {
  const runs = campaignRuns(
    [hour(0, { sent: 500 }), hour(20, { sent: 300 }), hour(70, { sent: 100 })],
    [],
  );

  expect(runs.map(({ firstHour, sent }) => [(firstHour - start) / hours(1), sent])).toEqual([
    [70, 100],
    [0, 800],
  ]);
});

test("late opt-outs and reads belong to the run before them", () => {
  const runs = campaignRuns([hour(0, { sent: 500 }), hour(60, { optedOut: 3, read24h: 9 })], []);

  expect(runs).toMatchObject([{ sent: 500, optedOut: 3, read24h: 9, lastHour: start }]);
});

test.each([
  ["from a hundred messages within an hour", 100, 1],
  ["not from fewer", 99, 0],
])("marketing without a name is recognised %s", (_name, sent, count) => {
  expect(
    campaignRuns([hour(0, { label: null, sent }), hour(1, { label: null, sent: 20 })], []),
  ).toHaveLength(count);
});

test("an hour of quiet ends a campaign without a name", () => {
  const runs = campaignRuns(
    [hour(0, { label: null, sent: 200 }), hour(2, { label: null, sent: 300 })],
    [],
  );

  expect(runs.map(({ sent }) => sent)).toEqual([300, 200]);
});

test("failures of an hour are shared out by each campaign's part in them", () => {
  const failures = [{ hour: start, failed: 40, unreachable: 20, heldBack: 8 }];

  const [run] = campaignRuns([hour(0, { sent: 10, failed: 30 })], failures);

  expect(run).toMatchObject({ unreachable: 15, heldBack: 6 });
});
