import { fork } from "node:child_process";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { insertFacts } from "@/db/queries/insert-facts";
import type { Core } from "@/lib/services/core";
import { checkHealth } from "@/lib/services/check-health";
import { buildPrograms, endAll, start, until } from "@/tests/faults/processes";
import { makeDatabase, type TestDatabase } from "@/tests/support/database";
import { commit, event, makeCore, makeNumber, makeWorkspace } from "@/tests/support/workspace";

let database: TestDatabase;
let core: Core;
let programs: Awaited<ReturnType<typeof buildPrograms>>;
let environment: Record<string, string>;

beforeAll(async () => {
  [database, programs] = await Promise.all([
    makeDatabase(),
    buildPrograms({ worker: "lib/worker/main.ts" }),
  ]);
  core = makeCore(database);
  environment = {
    PATH: process.env["PATH"] ?? "",
    DATABASE_URL: database.url,
    AUTH_SECRET: core.env.authSecret,
    ENCRYPTION_KEY: core.env.encryptionKeys[0] ?? "",
  };
});
afterEach(endAll);
afterAll(async () => {
  programs.remove();
  await database.close();
});

test("three workers share the work: every number is scored, none twice at once", async () => {
  const now = new Date();
  const workspace = await makeWorkspace(core, "UTC", now);
  const numbers = await Promise.all(
    Array.from({ length: 60 }, () => makeNumber(core, workspace.id)),
  );
  const rows = numbers.map((id) => event(id, "sent", now, { category: "marketing", count: 10 }));
  await commit(core, workspace, rows, now);

  const workers = [startWorker(), startWorker(), startWorker()];
  await until(async () => (await countScored(workspace.id)) === numbers.length);

  // Counting the people has numbers judged once more: a try counts until it is done.
  const tries = async () => {
    const [row] = await core.sql<{ attempts: number; errors: number }[]>`
      select max(attempts)::int as attempts, count(last_error)::int as errors from due
      where workspace_id = ${workspace.id} and kind = 'score'`;
    return row;
  };
  let seen: Awaited<ReturnType<typeof tries>>;
  await until(async () => (seen = await tries())?.attempts === 0);
  expect(seen).toEqual({ attempts: 0, errors: 0 });
  expect(workers.flatMap(({ lines }) => lines).filter((line) => line.includes('"error"'))).toEqual(
    [],
  );
});

test("a hard fact is a score as soon as it is announced", async () => {
  const worker = startWorker();
  await until(() => worker.lines.some((line) => line.includes("worker started")));
  const now = new Date();
  const { id: workspaceId } = await makeWorkspace(core, "UTC", now);
  const numberId = await makeNumber(core, workspaceId);
  const fact = {
    nodeKind: "number",
    nodeId: numberId,
    at: now.getTime(),
    dedupe: crypto.randomUUID(),
  } as const;

  await insertFacts(core.sql, workspaceId, [{ ...fact, kind: "disabled" }], now.getTime());
  await core.sql.notify("banguard_changed", workspaceId);
  const began = performance.now();
  await until(async () => (await countScored(workspaceId)) === 1);

  expect(performance.now() - began).toBeLessThan(1000);
});

test("a killed worker's number is scored by another as soon as something happens to it", async () => {
  const now = new Date();
  const workspace = await makeWorkspace(core, "UTC", now);
  const numberId = await makeNumber(core, workspace.id);
  await commit(core, workspace, [event(numberId, "sent", now, { count: 5 })], now);
  const first = startWorker();
  await until(async () => (await countScored(workspace.id)) === 1);
  await first.kill("SIGKILL");
  // As if it had died holding the number.
  await core.sql`update due set due_at = now() + interval '1 minute' where workspace_id = ${workspace.id} and kind = 'score'`;

  startWorker();
  await commit(core, workspace, [event(numberId, "sent", now, { count: 5 })], new Date());

  await until(async () => (await lastSent(workspace.id)) !== 5);
  expect(await lastSent(workspace.id)).toBe(10);
});

test("says that it lives, and health says when it does not any more", async () => {
  await core.sql`delete from heartbeats`;
  expect(await checkHealth(core, new Date())).toMatchObject({ status: "ok", worker: "off" });

  const worker = startWorker();
  await until(async () => (await checkHealth(core, new Date())).worker === "ok");
  await worker.kill("SIGKILL");

  const later = new Date(Date.now() + 16_000);
  expect(await checkHealth(core, later)).toMatchObject({
    status: "failing",
    database: "ok",
    worker: "failing",
  });
});

test("ends cleanly on SIGTERM", async () => {
  const worker = startWorker();
  await until(() => worker.lines.some((line) => line.includes("worker started")));

  await worker.kill("SIGTERM");

  expect(await worker.ended).toEqual({ code: 0, signal: null });
  expect(worker.lines.at(-1)).toContain("worker stopped");
});

test("ends with its parent", async () => {
  const child = fork(programs.file("worker"), {
    env: { ...environment, NODE_ENV: "production" },
    silent: true,
  });
  const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
  await new Promise<void>((resolve) =>
    child.stdout?.on("data", (text: Buffer) => text.includes("worker started") && resolve()),
  );

  child.disconnect();

  expect(await ended).toBe(0);
});

test("says in one line which value is missing", async () => {
  const worker = start(programs.file("worker"), [], { DATABASE_URL: database.url });

  expect((await worker.ended).code).toBe(1);
  expect(worker.lines).toEqual([expect.stringMatching(/^AUTH_SECRET is missing/)]);
});

function startWorker() {
  return start(programs.file("worker"), [], environment);
}

async function countScored(workspaceId: string): Promise<number> {
  const [row] = await core.sql<
    { n: number }[]
  >`select count(*)::int as n from score_now where workspace_id = ${workspaceId}`;
  return row?.n ?? 0;
}

async function lastSent(workspaceId: string): Promise<number> {
  const [row] = await core.sql<
    { n: number | null }[]
  >`select (detail->>'marketing7d')::int as n from score_now where workspace_id = ${workspaceId}`;
  return row?.n ?? 0;
}
