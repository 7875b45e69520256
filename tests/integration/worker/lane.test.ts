import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { finishDue, markDue, type Claim, type DueKey } from "@/db/queries/due";
import { log } from "@/lib/log";
import { startLane, type Lane } from "@/lib/worker/lane";
import { makeDatabase, type TestDatabase } from "@/tests/support/database";

let database: TestDatabase;
let workspaceId: string;
let lane: Lane | undefined;
const attempts = new Map<string, number>();

beforeAll(async () => {
  database = await makeDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  workspaceId = crypto.randomUUID();
  attempts.clear();
  await database.sql`delete from due`;
});
afterEach(() => lane?.stop());

test("does what is due and leaves what is not", async () => {
  await mark("now", 0);
  await mark("tomorrow", 86_400_000);

  work();
  await until(() => attempts.get("now") === 1);
  await sleep(100);

  expect(attempts.get("tomorrow")).toBeUndefined();
  expect(await rows()).toMatchObject([{ target_id: "tomorrow" }]);
});

test("begins at once when it is woken, not when its sleep is over", async () => {
  work();
  await sleep(50);
  await mark("urgent", 0);
  const began = performance.now();

  lane?.wake();
  await until(() => attempts.get("urgent") === 1);

  expect(performance.now() - began).toBeLessThan(250);
});

test("tries a poisoned row once per lease, says so, and never lets it block others", async () => {
  vi.spyOn(log, "error").mockImplementation(() => undefined);
  await mark("poisoned", 0);
  for (let n = 0; n < 60; n += 1) await mark(`good ${n}`, 0);

  work({ leaseMs: 2000 });
  await until(() => attempts.size === 61);
  expect(attempts.get("poisoned")).toBe(1);
  await until(() => (attempts.get("poisoned") ?? 0) >= 2);

  expect(await rows()).toMatchObject([{ target_id: "poisoned", last_error: "RangeError" }]);
});

test("goes on with the next piece while a slow one holds its slot", async () => {
  await mark("slow", 0);
  for (let n = 0; n < 8; n += 1) await mark(`good ${n}`, 0);

  work();
  await until(() => attempts.size === 9);

  expect(finished).not.toContain("slow");
  await until(() => finished.includes("slow"));
});

test("stops when the work in hand is done", async () => {
  await mark("slow", 0);
  work();
  await until(() => attempts.has("slow"));

  await lane?.stop();

  expect(finished).toContain("slow");
  expect(await rows()).toEqual([]);
});

let finished: string[] = [];

function work({ leaseMs = 60_000 } = {}) {
  finished = [];
  lane = startLane({
    name: "test",
    db: database.db,
    woken: true,
    slots: 2,
    leaseMs,
    jobs: { score: act },
  });
}

async function act(claim: Claim): Promise<void> {
  const { targetId } = claim;
  attempts.set(targetId, (attempts.get(targetId) ?? 0) + 1);
  if (targetId === "poisoned") throw new RangeError("never works");
  if (targetId === "slow") await sleep(400);
  await finishDue(database.db, claim, undefined);
  finished.push(targetId);
}

async function mark(targetId: string, inMs: number) {
  const key: DueKey = { workspaceId, kind: "score", targetId };
  await markDue(database.db, key, new Date(Date.now() + inMs));
}

async function rows() {
  return database.sql`select target_id, attempts, last_error from due where workspace_id = ${workspaceId}`;
}

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds(); waited += 5) {
    if (waited > 5000) throw new Error("it did not happen");
    await sleep(5);
  }
}
