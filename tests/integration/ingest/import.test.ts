import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Door, openDoor } from "@/tests/support/door";

let door: Door;
let workspaceId: string;
const dayMs = 86_400_000;
const now = Date.now();

beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());
beforeEach(async () => {
  workspaceId = await door.workspace();
});

test("adds nothing when the same file comes a second time, recent days and old days alike", async () => {
  const rows = [
    { number: "+15550100001", kind: "delivered", at: iso(3), category: "marketing", count: 900 },
    { number: "+15550100001", kind: "delivered", at: iso(3), category: "marketing", count: 900 },
    { number: "+15550100001", kind: "delivered", at: iso(200), category: "marketing", count: 400 },
    { number: "+15550100001", kind: "opted_out", at: iso(200), recipient: "+919990001111" },
    { account: "104455667788990", kind: "violation", at: iso(120), value: "SCAM" },
  ];

  expect(await load(rows)).toMatchObject({ accepted: 5, duplicates: 0, skipped: 0 });
  const before = await sums();
  expect(await load(rows)).toMatchObject({ accepted: 0, duplicates: 5, skipped: 0 });

  expect(await sums()).toEqual(before);
  expect(before).toMatchObject({ delivered: 2200, opted_out: 1, events: 2 });
});

test("refuses other rows for an old day that a file has already filled, and says what to do", async () => {
  const row = {
    number: "+15550100001",
    kind: "delivered",
    at: iso(200),
    category: "marketing",
    count: 400,
  };
  await load([row]);
  const refused: string[] = [];

  const summary = await load([{ ...row, count: 500 }], refused);

  expect(summary).toMatchObject({ accepted: 0, duplicates: 0, skipped: 1 });
  expect(refused).toEqual([expect.stringContaining("1: at day_already_imported")]);
});

test("names the line, the field and the mend of what it refuses, and takes in the rest", async () => {
  const refused: string[] = [];

  const summary = await load(
    [
      { number: "+15550100001", kind: "sent", at: iso(1) },
      { number: "+15550100001", kind: "sent", at: iso(500) },
      { number: "12", kind: "sent", at: iso(1) },
    ],
    refused,
  );

  expect(summary).toMatchObject({ accepted: 1, duplicates: 0, skipped: 2 });
  expect(refused).toEqual([expect.stringMatching(/^2: at /), expect.stringMatching(/^3: number /)]);
});

test("remembers a no from an old day", async () => {
  await load([
    { number: "+15550100001", kind: "opted_out", at: iso(150), recipient: "+919990001111" },
  ]);

  const [row] = await door.database
    .sql`select count(*)::int as n from people where workspace_id = ${workspaceId} and said_no_at is not null`;
  expect(row?.["n"]).toBe(1);
});

test("has the scores of the touched days worked out again", async () => {
  await load([{ number: "+15550100001", kind: "delivered", at: iso(20), count: 300 }]);

  const [row] = await door.database.sql<{ from: Date }[]>`select last_event_at as from from due
    where workspace_id = ${workspaceId} and kind = 'reconstruct'`;
  expect(row?.from.toISOString()).toBe(iso(20));
});

async function load(rows: readonly unknown[], refused: string[] = []) {
  const { importEvents } = await import("@/lib/services/import-events");
  const rules = await door.context.sources.rules(workspaceId, Date.now());
  async function* lines() {
    for (const [index, row] of rows.entries()) yield { line: index + 1, row };
  }
  return importEvents(door.context, rules, lines(), {
    file: "history.ndjson",
    now,
    refused: (line, refusal) =>
      refused.push(`${line}: ${refusal.field} ${refusal.reason} ${refusal.mend ?? ""}`),
  });
}

async function sums() {
  const [row] = await door.database.sql`
    select coalesce(sum(delivered), 0)::int as delivered, coalesce(sum(opted_out), 0)::int as opted_out,
      (select count(*)::int from events where workspace_id = ${workspaceId}) as events
    from number_days where workspace_id = ${workspaceId}`;
  return { ...row };
}

function iso(daysAgo: number): string {
  return new Date(now - daysAgo * dayMs).toISOString();
}
