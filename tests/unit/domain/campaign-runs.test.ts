import { expect, test } from "vitest";
import { assignOptOuts, campaignRuns, type CampaignHour } from "@/lib/domain/campaign-runs";
import { hours } from "@/lib/domain/time";

const start = Date.parse("2026-11-20T04:30:00Z");
const none = { sent: 0, delivered: 0, read24h: 0, failed: 0, optedOut: 0, blocked: 0, reported: 0 };
const hour = (after: number, more: Partial<CampaignHour>): CampaignHour => ({
  hour: start + hours(after),
  label: 7,
  ...none,
  ...more,
});

test("one label is one campaign until a day without a message", () => {
  const runs = campaignRuns([
    hour(0, { sent: 500 }),
    hour(20, { sent: 300 }),
    hour(70, { sent: 100 }),
  ]);

  expect(runs.map(({ firstHour, sent }) => [(firstHour - start) / hours(1), sent])).toEqual([
    [70, 100],
    [0, 800],
  ]);
});

test("late opt-outs and reads belong to the run before them", () => {
  const runs = campaignRuns([hour(0, { sent: 500 }), hour(60, { optedOut: 3, read24h: 9 })]);

  expect(runs).toMatchObject([{ sent: 500, optedOut: 3, read24h: 9, lastHour: start }]);
});

test.each([
  ["from a hundred messages within an hour", 100, 1],
  ["not from fewer", 99, 0],
])("marketing without a name is recognised %s", (_name, sent, count) => {
  expect(
    campaignRuns([hour(0, { label: null, sent }), hour(1, { label: null, sent: 20 })]),
  ).toHaveLength(count);
});

test("an hour of quiet ends a campaign without a name", () => {
  const runs = campaignRuns([
    hour(0, { label: null, sent: 200 }),
    hour(2, { label: null, sent: 300 }),
  ]);

  expect(runs.map(({ sent }) => sent)).toEqual([300, 200]);
});

test("a source that tells deliveries only is recognised by them", () => {
  const runs = campaignRuns([
    hour(0, { label: null, delivered: 150 }),
    hour(4, { label: null, delivered: 120 }),
  ]);

  expect(runs.map(({ delivered }) => delivered)).toEqual([120, 150]);
});

// Two unnamed runs: 10:00 to 11:59 and 14:00 to 14:59 (IST; `start` is 10:00).
const twoRuns = [
  hour(0, { label: null, sent: 300 }),
  hour(1, { label: null, sent: 50, optedOut: 2 }),
  hour(4, { label: null, sent: 200 }),
  hour(5, { label: null, optedOut: 4 }),
  hour(90, { label: null, optedOut: 1 }),
];
const zone = "Asia/Kolkata";

test("an opt-out without a label falls to the run whose message it answers", () => {
  const optOuts = [
    // Of the second hour: one answers the first run; one answers nothing known.
    { at: start + hours(1.5), messageAt: start + hours(0.2) },
    { at: start + hours(1.6), messageAt: null },
    // Of the sixth hour: three of four are people, two answer the first run, one the second.
    { at: start + hours(5.1), messageAt: start + hours(1.9) },
    { at: start + hours(5.2), messageAt: start + hours(0.1) },
    { at: start + hours(5.3), messageAt: start + hours(4.5) },
  ];

  const { runs, unassigned } = assignOptOuts(campaignRuns(twoRuns), twoRuns, optOuts, zone);

  // Second run: the one that answers it, and the fourth of its hour, of which only the count is known.
  expect(runs.map(({ optedOut }) => optedOut)).toEqual([1 + 1, 1 + 2]);
  // The one that answers nothing, and the one more than 72 hours after the last run.
  expect(unassigned).toBe(1 + 1);
});

test("a named campaign keeps what its label says", () => {
  const rows = [hour(0, { sent: 500, optedOut: 7 })];

  expect(assignOptOuts(campaignRuns(rows), rows, [], zone)).toMatchObject({
    runs: [{ optedOut: 7 }],
    unassigned: 0,
  });
});
