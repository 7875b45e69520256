import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { commitEvents } from "@/db/queries/commit-events";
import type { EventRow } from "@/db/queries/event-row";
import { ensureDays } from "@/db/queries/partitions";
import { makeDatabase, type TestDatabase } from "@/tests/support/database";

const now = Date.parse("2026-11-23T04:10:00Z");
const minute = 60_000;
let database: TestDatabase;
let workspaceId: string;
const numberId = "0190f000-0000-7000-8000-000000000001";

beforeAll(async () => {
  database = await makeDatabase();
  await ensureDays(database.sql, new Date(now - 9 * 86_400_000), new Date(now + 86_400_000));
});
afterAll(() => database.close());
beforeEach(() => {
  workspaceId = crypto.randomUUID();
});

test("counts an event once, however often it is delivered", async () => {
  const row = message("a", "sent", now - minute, { category: "marketing" });

  expect(await commit([row, row])).toEqual([true, false]);
  expect(await commit([row])).toEqual([false]);
  expect(await hourSums()).toMatchObject({ sent: 1, delivered: 0 });
  expect(await count("events")).toBe(1);
});

test("lets read imply delivered, and moves the delivery when its own event arrives later", async () => {
  await commit([message("a", "read", now - minute)]);
  expect(await hourSums()).toMatchObject({ delivered: 1, read: 1, read_24h: 1 });

  await commit([message("a", "delivered", now - 120 * minute)]);

  expect(await hours()).toEqual([
    ["2026-11-23T01:30:00.000Z", { delivered: 1, read: 0, read_24h: 1 }],
    ["2026-11-23T03:30:00.000Z", { delivered: 0, read: 1, read_24h: 0 }],
  ]);
});

test("ends in the same rollups whatever the order and the batching", async () => {
  const rows = [..."abcdefgh"].flatMap((name, index) => [
    message(name, "sent", now - 300 * minute + index, { category: "marketing", campaign: 7 }),
    message(name, "delivered", now - 200 * minute + index),
    message(name, "read", now - 20 * minute + index),
    message(name, "failed", now - 10 * minute + index, { code: 131049 }),
  ]);
  await commit(rows);
  const expected = await everything();

  for (const seed of [1, 2, 3, 4, 5]) {
    workspaceId = crypto.randomUUID();
    for (const row of shuffled(rows, seed)) await commit([row]);
    expect(await everything()).toEqual(expected);
    await commit(shuffled(rows, seed + 10));
    expect(await everything()).toEqual(expected);
  }
});

test("lends a message's category and campaign to what came before", async () => {
  await commit([message("a", "delivered", now - minute)]);
  await commit([message("a", "sent", now - 2 * minute, { category: "utility", campaign: 3 })]);

  const rows = await database.sql`select dimension, label_id, sent, delivered from breakdown_hours
    where workspace_id = ${workspaceId} and (sent <> 0 or delivered <> 0) order by dimension, label_id`;
  expect(
    rows.map((row) => [row["dimension"], row["label_id"], row["sent"], row["delivered"]]),
  ).toEqual([
    [1, 2, 1, 1],
    [4, 3, 1, 1],
  ]);
});

test("lends a message's country to what came before its recipient was known", async () => {
  await commit([message("a", "delivered", now - minute)]);
  await commit([message("a", "sent", now - 2 * minute, { country: "IN" })]);

  const rows = await database.sql`select sent, delivered from breakdown_hours
    where workspace_id = ${workspaceId} and dimension = 2`;
  expect(rows.map(({ sent, delivered }) => [sent, delivered])).toEqual([[1, 1]]);
});

test("adds up rows that stand for many", async () => {
  const row = { ...message("a", "delivered", now - minute), keyOf: "content" as const, count: 250 };

  await commit([row]);
  await commit([row]);

  expect(await hourSums()).toMatchObject({ delivered: 250 });
});

test("refuses a second event under the same client id, whatever its time or message", async () => {
  const first = { ...message("a", "sent", now - minute), idKey: key("id-1") };
  const second = { ...message("b", "sent", now), idKey: key("id-1") };

  expect(await commit([first])).toEqual([true]);
  expect(await commit([second])).toEqual([false]);
  expect(await count("events")).toBe(1);
});

test("writes a leak for marketing sent to a person whose no is older than the grace", async () => {
  const person = key("person");
  await database.sql`insert into people (workspace_id, person, said_no_at, last_event_at)
    values (${workspaceId}, ${person}, ${new Date(now - 30 * 60 * minute)}, ${new Date(now)})`;

  await commit([
    message("a", "sent", now - minute, { category: "marketing", person }),
    message("b", "sent", now - minute, { category: "utility", person }),
    message("c", "sent", now - 20 * 60 * minute, { category: "marketing", person }),
    message("d", "sent", now - minute, {
      category: "marketing",
      person: key("other"),
      alias: person,
    }),
  ]);

  expect(await count("leaks")).toBe(2);
});

test("marks the number due a second from now, at once when it is urgent", async () => {
  await commit([message("a", "sent", now - minute)]);
  expect(await dueAt()).toBe(now + 1000);

  await commit([message("b", "failed", now - minute, { code: 131048 })], new Set([numberId]));
  expect(await dueAt()).toBe(now);
});

test("keeps workspaces apart: the same number and key in another one is new", async () => {
  const row = message("a", "sent", now - minute);
  await commit([row]);
  const first = workspaceId;
  workspaceId = crypto.randomUUID();

  expect(await commit([row])).toEqual([true]);
  const [sum] =
    await database.sql`select sum(sent)::int as sent from number_hours where workspace_id = ${first}`;
  expect(sum?.["sent"]).toBe(1);
});

async function commit(rows: EventRow[], urgent: ReadonlySet<string> = new Set()) {
  return commitEvents(database.sql, {
    workspaceId,
    zone: "Asia/Kolkata",
    optOutGraceHours: 24,
    origin: 0,
    rows,
    urgent,
    now,
  });
}

function message(
  name: string,
  kind: EventRow["kind"],
  at: number,
  more: Partial<EventRow> = {},
): EventRow {
  return {
    numberId,
    kind,
    at,
    key: key(name),
    keyOf: "message",
    message: key(name),
    count: 1,
    ...more,
  };
}

function key(name: string): string {
  return Buffer.from(name.padEnd(16, "-"))
    .toString("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

function shuffled<T>(items: readonly T[], seed: number): T[] {
  let state = seed * 2_654_435_761;
  const random = () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  return items
    .map((item) => [random(), item] as const)
    .sort(([left], [right]) => left - right)
    .map(([, item]) => item);
}

async function everything() {
  const { sql } = database;
  return {
    hours: await hours(),
    days: await sql`select day, sent, delivered, read, read_24h, failed from number_days
      where workspace_id = ${workspaceId} order by day`.values(),
    breakdown:
      await sql`select dimension, hour, label_id, sent, delivered, read, read_24h, failed from breakdown_hours
      where workspace_id = ${workspaceId} and (sent <> 0 or delivered <> 0 or read <> 0 or failed <> 0)
      order by dimension, hour, label_id`.values(),
    failures:
      await sql`select hour, code, count from failure_hours where workspace_id = ${workspaceId}
      order by hour, code`.values(),
    events: await count("events"),
  };
}

async function hours() {
  const rows = await database.sql`select hour, delivered, read, read_24h from number_hours
    where workspace_id = ${workspaceId} and (sent <> 0 or delivered <> 0 or read <> 0 or read_24h <> 0 or failed <> 0)
    order by hour`;
  return rows.map(({ hour, ...counts }) => [hour.toISOString(), counts]);
}

async function hourSums() {
  const [row] = await database.sql`select sum(sent)::int as sent, sum(delivered)::int as delivered,
    sum(read)::int as read, sum(read_24h)::int as read_24h from number_hours where workspace_id = ${workspaceId}`;
  return row;
}

async function count(table: string) {
  const [row] =
    await database.sql`select count(*)::int as n from ${database.sql(table)} where workspace_id = ${workspaceId}`;
  return row?.["n"];
}

async function dueAt() {
  const [row] = await database.sql<{ due_at: Date }[]>`select due_at from due
    where workspace_id = ${workspaceId} and kind = 'score'`;
  return row?.due_at.getTime();
}
