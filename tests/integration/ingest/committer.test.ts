import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { listDoubles, listWrongCells } from "@/tests/faults/recount";
import { appSecret, type Door, metaStatus, openDoor, signed } from "@/tests/support/door";

let door: Door;
let workspaceId: string;
let address: string;

beforeAll(async () => {
  door = await openDoor({ INGEST_RATE: "1000000" });
});
afterAll(() => door.close());
beforeEach(async () => {
  workspaceId = await door.workspace();
  const { createSource } = await import("@/lib/services/create-source");
  const input = { provider: "meta", name: "Shop", credentials: { appSecret } } as const;
  const source = await createSource(door.context, workspaceId, input, new Date());
  address = `${door.url}/api/webhooks/${source.id}`;
});

test("says when to come back while the disk is full, and takes the same delivery afterwards", async () => {
  const body = delivery(metaStatus("sent"));
  await raiseOnInsert("true", "53100");
  const refused = await post(body);
  await stopRaising();

  expect(refused).toMatchObject({ status: 503, retryAfter: "5" });
  expect(await post(body)).toMatchObject({ status: 200, receipt: { accepted: 1, duplicates: 0 } });
  await expectExact(1);
});

test("says when to come back while the database takes no writes, also for numbers it has not seen", async () => {
  const known = delivery(metaStatus("sent"));
  await post(known);
  await setReadOnly(true);
  const refused = [
    await post(delivery(metaStatus("read"))),
    await post(delivery(metaStatus("sent", { number: "15550100077" }))),
  ];
  await setReadOnly(false);

  expect(refused).toMatchObject([
    { status: 503, retryAfter: "5" },
    { status: 503, retryAfter: "5" },
  ]);
  expect(await post(delivery(metaStatus("sent", { number: "15550100077" })))).toMatchObject({
    status: 200,
  });
  await expectExact(2);
});

test("lets one event that the database refuses fail alone, and names it", async () => {
  const statuses = Array.from({ length: 40 }, (_, index) =>
    metaStatus("failed", { code: index === 17 ? 666 : 131026 }),
  );
  await raiseOnInsert("new.code = 666", "22003");
  const answer = await post(delivery(...statuses));
  await stopRaising();

  expect(answer).toMatchObject({
    status: 200,
    receipt: {
      accepted: 39,
      duplicates: 0,
      skipped: [{ index: 17, reason: "refused_by_database" }],
    },
  });
  await expectExact(39);
});

test("does not let one workspace's poison touch what others send at the same moment", async () => {
  const others = Array.from({ length: 20 }, () => delivery(metaStatus("failed", { code: 131026 })));
  await raiseOnInsert("new.code = 666", "22003");
  const answers = await Promise.all([
    post(delivery(metaStatus("failed", { code: 666 }))),
    ...others.map(post),
  ]);
  await stopRaising();

  expect(answers.map(({ receipt }) => receipt.accepted)).toEqual([0, ...others.map(() => 1)]);
});

test("knows a client's id again, whatever moment it comes with", async () => {
  const { createApiKey } = await import("@/lib/services/create-api-key");
  const { key } = await createApiKey(
    door.context.db,
    workspaceId,
    { name: "test", scope: "write" },
    new Date(),
  );
  const own = async (at: number) => {
    const response = await fetch(`${door.url}/api/v1/events`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify({ number: "+15550100001", kind: "sent", at, id: "order-7" }),
    });
    return response.json();
  };
  const now = Date.now();

  expect(await own(now - 1000)).toMatchObject({ accepted: 1, duplicates: 0 });
  expect(await own(now - 90_000_000)).toMatchObject({ accepted: 0, duplicates: 1 });
  await expectExact(1);
});

test("answers 503 once too much waits, and stores what it had taken", async () => {
  const release = await holdSeen();
  const { makeCommitter } = await import("@/lib/server/committer");
  const rules = await door.context.sources.rules(workspaceId, Date.now());
  const committer = makeCommitter(door.database.sql, {
    mostWaiting: 20,
    mostPerFlush: 4,
    lanes: 2,
    clock: () => Date.now(),
    committed: () => undefined,
  });
  const row = (index: number) => ({
    numberId: "0190f000-0000-7000-8000-000000000001",
    kind: "sent" as const,
    at: Date.now(),
    key: `00000000-0000-4000-8000-${index.toString(16).padStart(12, "0")}`,
    keyOf: "content" as const,
    count: 1,
  });
  const taken = Array.from({ length: 10 }, (_, index) => committer.commit(rules, [row(index)]));

  // Ten of twenty wait: half of the queue is one workspace's share.
  await expect(async () => committer.commit(rules, [row(11)])).rejects.toMatchObject({
    code: "unavailable",
    retryAfterSeconds: 2,
  });
  await release();

  expect((await Promise.all(taken)).flat()).toEqual(taken.map(() => "new"));
  expect(committer.waiting()).toBe(0);
});

test("drains what it has taken before it closes", async () => {
  const release = await holdSeen();
  const bodies = Array.from({ length: 6 }, () => delivery(metaStatus("sent")));
  const answers = Promise.all(bodies.map(post));
  await waitForRows(6);
  const drained = door.context.committer.drain().then(() => "drained");

  expect(await Promise.race([drained, sleep(100).then(() => "still waiting")])).toBe(
    "still waiting",
  );
  await release();
  expect(await drained).toBe("drained");
  expect((await answers).map(({ status }) => status)).toEqual(bodies.map(() => 200));
  await expectExact(6);
});

interface Answer {
  status: number;
  retryAfter: string | null;
  receipt: { accepted?: number; duplicates?: number; skipped?: unknown[] };
}

async function post(body: string): Promise<Answer> {
  const response = await fetch(address, { method: "POST", body, headers: signed(body) });
  return {
    status: response.status,
    retryAfter: response.headers.get("retry-after"),
    receipt: (await response.json()) as Answer["receipt"],
  };
}

/** One delivery with all the statuses in it. */
function delivery(...statuses: ReturnType<typeof metaStatus>[]): string {
  return JSON.stringify({
    object: "whatsapp_business_account",
    entry: statuses.flatMap(({ entry }) => entry),
  });
}

async function expectExact(events: number): Promise<void> {
  const { sql } = door.database;
  const [row] =
    await sql`select count(*)::int as n from events where workspace_id = ${workspaceId}`;
  expect(row?.["n"]).toBe(events);
  expect(await listDoubles(sql, workspaceId)).toEqual([]);
  expect(await listWrongCells(sql, workspaceId, "Asia/Kolkata")).toEqual([]);
}

/** As Postgres itself would refuse: the state decides what the committer makes of it. */
async function raiseOnInsert(when: string, state: string): Promise<void> {
  await door.database.sql.unsafe(`
    create function refuse() returns trigger language plpgsql as $$
    begin
      if ${when} then raise exception 'planted' using errcode = '${state}'; end if;
      return new;
    end $$;
    create trigger refuse before insert on events for each row execute function refuse();`);
}

async function stopRaising(): Promise<void> {
  await door.database.sql.unsafe("drop trigger refuse on events; drop function refuse();");
}

/** For the door's connections, which must come anew to notice. */
async function setReadOnly(on: boolean): Promise<void> {
  const { sql } = door.database;
  const [row] = await sql<{ name: string }[]>`select current_database() as name`;
  await sql.unsafe(
    `set default_transaction_read_only = off; alter database ${row?.name} set default_transaction_read_only = ${on ? "on" : "off"}`,
  );
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`;
  await sleep(100);
}

/** Flushes wait until it is let go. */
async function holdSeen(): Promise<() => Promise<void>> {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  let done: Promise<unknown> = Promise.resolve();
  await new Promise<void>((locked) => {
    done = door.database.sql.begin(async (tx) => {
      await tx`lock table seen in access exclusive mode`;
      locked();
      await held;
    });
  });
  return async () => {
    letGo();
    await done;
  };
}

async function waitForRows(count: number): Promise<void> {
  while (door.context.committer.waiting() < count) await sleep(5);
}
