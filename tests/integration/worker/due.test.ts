import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { claimDue, type DueKey, failDue, finishDue, listDue, markDue } from "@/db/queries/due";
import { minutes } from "@/lib/domain/time";
import { makeDatabase, type TestDatabase } from "@/tests/support/database";

const now = new Date("2026-11-23T04:10:00Z");
const lease = new Date(now.getTime() + minutes(1));
let database: TestDatabase;
let key: DueKey;

beforeAll(async () => {
  database = await makeDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sql`delete from due`;
  key = { workspaceId: crypto.randomUUID(), kind: "score", targetId: crypto.randomUUID() };
});

test("goes to the first who takes it, and to nobody else before the lease ends", async () => {
  await markDue(database.db, key, now);
  const candidate = await onlyDue();

  expect(await claimDue(database.db, candidate, lease)).toMatchObject({ ...key, lease });
  expect(await claimDue(database.db, candidate, lease)).toBeUndefined();
  expect(await dueAt()).toEqual(lease);
});

test("is taken also when its mark carries microseconds", async () => {
  await database.sql`insert into due (workspace_id, kind, target_id, due_at)
    values (${key.workspaceId}, ${key.kind}, ${key.targetId}, '2026-11-23 04:00:00.123456+00')`;

  expect(await claimDue(database.db, await onlyDue(), lease)).toBeDefined();
});

test("is not lost when an event arrives while it is being worked on", async () => {
  await markDue(database.db, key, now);
  const claim = await claimOnly();
  const soon = new Date(now.getTime() + 1000);
  await markDue(database.db, key, soon);

  await finishDue(database.db, claim, new Date(now.getTime() + minutes(30)));

  expect(await dueAt()).toEqual(soon);
  const [row] =
    await database.sql`select /* across workspaces */ attempts from due where due_at = ${soon}`;
  expect(row).toEqual({ attempts: 0 });
});

test("ends when nothing more is to be done", async () => {
  await markDue(database.db, key, now);
  await finishDue(database.db, await claimOnly(), undefined);

  expect(await listDue(database.db, ["score"], 10)).toEqual([]);
});

test("keeps its lease after a failure and tells how often it was tried", async () => {
  await markDue(database.db, key, now);
  await failDue(database.db, await claimOnly(), "PostgresError 22012");

  const [row] =
    await database.sql`select /* across workspaces */ attempts, last_error, due_at from due`;
  expect(row).toEqual({ attempts: 1, last_error: "PostgresError 22012", due_at: lease });
});

test("never moves later by a new mark", async () => {
  await markDue(database.db, key, now);
  await markDue(database.db, key, lease);

  expect(await dueAt()).toEqual(now);
});

async function onlyDue() {
  const [candidate] = await listDue(database.db, ["score"], 10);
  if (!candidate) throw new Error("nothing is due");
  return candidate;
}

async function claimOnly() {
  const claim = await claimDue(database.db, await onlyDue(), lease);
  if (!claim) throw new Error("somebody else has it");
  return claim;
}

async function dueAt() {
  const [row] = await database.sql`select /* across workspaces */ due_at from due`;
  return row?.["due_at"];
}
