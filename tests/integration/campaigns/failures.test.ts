import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { EventRow } from "@/db/queries/event-row";
import { labels } from "@/db/schema";
import { dimensions, type LabelDimension } from "@/lib/domain/counts";
import { days, hours } from "@/lib/domain/time";
import type { Core } from "@/lib/services/core";
import { countFailures } from "@/lib/services/count-failures";
import { loadRuns } from "@/lib/services/load-runs";
import { makeDatabase, type TestDatabase } from "@/tests/support/database";
import {
  commit,
  event,
  makeCore,
  makeNumber,
  makeWorkspace,
  monday,
} from "@/tests/support/workspace";
import { diceOf } from "@/tests/unit/providers/dice";

let database: TestDatabase;
let core: Core;
let workspace: { id: string; zone: string };
let numberId: string;
const codes = [131026, 131049, 131048, 470];

beforeAll(async () => {
  database = await makeDatabase();
  core = makeCore(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  workspace = await makeWorkspace(core);
  numberId = await makeNumber(core, workspace.id);
});

test.each([1, 2, 3])(
  "equals a fresh count of the events, in any order and twice (%i)",
  async (seed) => {
    const { shuffled } = diceOf(seed);
    const rows = await history();
    for (const row of shuffled(rows)) await commit(core, workspace, [row]);
    await pass();
    for (const row of shuffled(rows).slice(0, 40)) await commit(core, workspace, [row]);
    await pass();
    await pass();

    expect(await counted()).toEqual(freshCount(rows));
    expect(await counted()).not.toEqual([]);
  },
);

test("follows a name that came after its failures", async () => {
  const campaign = await label("campaign", "Late");
  const message = messageId(1);
  const at = monday.getTime() - days(5);
  const of = { message, key: message, keyOf: "message", category: "marketing" } as const;
  await commit(core, workspace, [event(numberId, "failed", at, { ...of, code: 131026 })]);
  await pass();
  expect(await counted()).toContainEqual({
    dimension: dimensions.campaign,
    label: 0,
    code: 131026,
    count: 1,
  });

  await commit(core, workspace, [event(numberId, "sent", at - 1000, { ...of, campaign })]);
  await pass();

  expect((await counted()).filter((row) => row.dimension === dimensions.campaign)).toEqual([
    { dimension: dimensions.campaign, label: campaign, code: 131026, count: 1 },
  ]);
});

test("a campaign's share of people who are not on WhatsApp is its own, not the hour's", async () => {
  const [fair, shop] = [await label("campaign", "Fair"), await label("campaign", "Shop")];
  const at = monday.getTime() - hours(5);
  const marketing = { category: "marketing" } as const;
  await commit(core, workspace, [
    event(numberId, "sent", at, { ...marketing, campaign: fair, count: 70 }),
    event(numberId, "failed", at + 1, { ...marketing, campaign: fair, code: 131026, count: 30 }),
    event(numberId, "sent", at + 2, { ...marketing, campaign: shop, count: 500 }),
    event(numberId, "failed", at + 3, { ...marketing, campaign: shop, code: 131049, count: 30 }),
  ]);
  await pass();

  const span = { workspaceId: workspace.id, zone: workspace.zone, numberIds: [numberId] };
  const found = await loadRuns(
    core,
    { ...span, from: new Date(monday.getTime() - days(1)), to: monday },
    monday,
  );

  expect(found.runs.map(({ name, failures }) => [name, failures])).toEqual(
    expect.arrayContaining([
      ["Fair", { failed: 30, unreachable: 30, heldBack: 0 }],
      ["Shop", { failed: 30, unreachable: 0, heldBack: 30 }],
    ]),
  );
});

/** Failures of nine days, half of them of messages whose `sent` names what the failure does not. */
async function history(): Promise<EventRow[]> {
  const campaigns = [await label("campaign", "One"), await label("campaign", "Two")];
  const lists = [await label("list", "a.csv"), await label("list", "b.csv")];
  return Array.from({ length: 90 }, (_, index) => index).flatMap((index) => {
    const at = monday.getTime() - hours(3 + 2.3 * index);
    const message = messageId(index);
    const named = { campaign: campaigns[index % 3], list: lists[index % 2] };
    const of = { message, key: message, keyOf: "message", category: "marketing" } as const;
    const code = codes[index % codes.length] ?? 0;
    return index % 2 === 0
      ? [
          event(numberId, "failed", at, { ...of, code }),
          event(numberId, "sent", at - 60_000, { ...of, ...named }),
        ]
      : [event(numberId, "failed", at, { category: "utility", code, count: 3, ...named })];
  });
}

/** By hand: a message's failure counts under what any of its rows says, another one under its own words. */
function freshCount(rows: readonly EventRow[]) {
  const counts = new Map<string, number>();
  const failed = rows.filter(({ kind }) => kind === "failed");
  for (const row of failed) {
    const own = row.message ? rows.filter(({ message }) => message === row.message) : [row];
    const find = (name: "campaign" | "list") => own.find((one) => one[name] !== undefined)?.[name];
    const isMarketing = row.category === "marketing";
    const values: [number, number | undefined][] = [
      [dimensions.category, isMarketing ? 1 : 2],
      [dimensions.campaign, find("campaign") ?? (isMarketing ? 0 : undefined)],
      [dimensions.list, find("list")],
    ];
    for (const [dimension, value] of values) {
      if (value === undefined) continue;
      const key = `${dimension} ${value} ${row.code}`;
      counts.set(key, (counts.get(key) ?? 0) + row.count);
    }
  }
  return [...counts]
    .map(([key, count]) => {
      const [dimension = 0, value = 0, code = 0] = key.split(" ").map(Number);
      return { dimension, label: value, code, count };
    })
    .toSorted(byKey);
}

async function counted() {
  const rows = await core.sql<{ dimension: number; label: number; code: number; count: number }[]>`
    select dimension, label_id as label, code, sum(count)::int as count from breakdown_failures
    where workspace_id = ${workspace.id} and number_id = ${numberId} group by 1, 2, 3`;
  return rows.map((row) => ({ ...row })).toSorted(byKey);
}

type Row = { dimension: number; label: number; code: number };
const byKey = (a: Row, b: Row) => a.dimension - b.dimension || a.label - b.label || a.code - b.code;

async function pass() {
  while (await countFailures(core, workspace.id, workspace.zone, monday));
}

async function label(dimension: LabelDimension, text: string): Promise<number> {
  const [row] = await core.db
    .insert(labels)
    .values({
      workspaceId: workspace.id,
      dimension: dimensions[dimension],
      text,
      createdAt: monday,
    })
    .returning({ id: labels.id });
  return row?.id ?? 0;
}

function messageId(index: number): string {
  return `cccccccc-0000-4000-8000-${index.toString(16).padStart(12, "0")}`;
}
