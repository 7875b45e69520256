import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import postgres from "postgres";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { revokeSession } from "@/db/queries/sessions";
import { hashToken } from "@/lib/auth/token";
import { hintChannel, topics } from "@/lib/domain/hint";
import { minutes } from "@/lib/domain/time";
import { log } from "@/lib/log";
import { audit } from "@/lib/services/audit";
import { makePageHerald, type PageHerald } from "@/lib/services/tell-pages";
import { startWorker, type Worker } from "@/lib/worker/worker";
import { system } from "@/lib/domain/audit";
import { type Door, openDoor } from "@/tests/support/door";
import { listen, signInto, until } from "./listener";

let door: Door;
let herald: PageHerald;
let worker: Worker;

beforeAll(async () => {
  door = await openDoor();
  herald = makePageHerald(door.database.sql);
  worker = await startWorker(door.context);
});
afterAll(async () => {
  await worker.stop();
  await herald.close();
  await door.close();
});

async function person() {
  const workspaceId = await door.workspace();
  return { workspaceId, ...(await signInto(door, workspaceId)) };
}

test("a stranger hears nothing", async () => {
  const nobody = await listen(door.url, "");
  const forged = await listen(door.url, "banguard.session=forged");

  expect([nobody.status, forged.status]).toEqual([401, 401]);
});

test("a hint names what changed in the own workspace, and nothing of another one", async () => {
  const [mine, other] = [await person(), await person()];
  const listener = await listen(door.url, mine.cookie);

  herald.tell(other.workspaceId, ["alerts"]);
  herald.tell(mine.workspaceId, ["numbers"]);
  await until(() => listener.hints().length > 0);
  await sleep(150);

  expect(listener.headers["content-type"]).toBe("text/event-stream");
  expect(listener.hints()).toEqual([["numbers"]]);
  expect(listener.text()).not.toContain(mine.workspaceId);
  listener.close();
});

test("the worker tells of a score, and a person's deed is told when it is committed", async () => {
  const { workspaceId, cookie } = await person();
  const listener = await listen(door.url, cookie);
  const deed = { action: "workspace_changed", target: { kind: "workspace" } };

  const numberId = crypto.randomUUID();
  await door.database.sql`
    insert into due (workspace_id, kind, target_id, due_at) values (${workspaceId}, 'score', ${numberId}, now())`;
  await until(() => listener.hints().some((changed) => changed.includes("numbers")));
  const before = listener.hints().length;
  const undone = door.context.db.transaction(async (tx) => {
    await audit(tx, workspaceId, system, deed, new Date());
    throw new Error("changed their mind");
  });
  await expect(undone).rejects.toThrow("changed their mind");
  await sleep(200);
  expect(listener.hints()).toHaveLength(before);
  await door.context.db.transaction((tx) => audit(tx, workspaceId, system, deed, new Date()));
  await until(() => listener.hints().length > before);

  expect(listener.hints().at(-1)).toEqual([...topics]);
  listener.close();
});

test("a comment keeps it open; a minute after the session was revoked it ends", async () => {
  const { cookie, sessionId } = await person();
  const listener = await listen(door.url, cookie);
  const now = Date.now();

  await door.context.streams.beat(new Date(now + 20_000));
  await until(() => listener.text() === ":\n\n:\n\n");
  await revokeSession(door.context.db, hashToken(sessionId), new Date());
  await door.context.streams.beat(new Date(now + 40_000));
  await sleep(50);
  expect(listener.ended()).toBe(false);
  await door.context.streams.beat(new Date(now + 61_000));
  await until(listener.ended);

  expect((await listen(door.url, cookie)).status).toBe(401);
});

test("a session that moved to another workspace hears nothing more of the first", async () => {
  const [mine, other] = [await person(), await person()];
  const listener = await listen(door.url, mine.cookie);

  await door.database.sql`
    update sessions set workspace_id = ${other.workspaceId} where id_hash = ${hashToken(mine.sessionId)}`;
  await door.context.streams.beat(new Date(Date.now() + minutes(2)));

  await until(listener.ended);
  expect(listener.hints()).toEqual([]);
});

test("a session has five at most, and gets its place back when one closes", async () => {
  const { cookie } = await person();
  const five = await Promise.all(Array.from({ length: 5 }, () => listen(door.url, cookie)));

  const sixth = await listen(door.url, cookie);
  five[0]?.close();
  await sleep(50);
  const again = await listen(door.url, cookie);

  expect(five.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  expect([sixth.status, sixth.headers["retry-after"]]).toEqual([503, "60"]);
  expect(again.status).toBe(200);
  for (const listener of [...five, again]) listener.close();
});

test("who does not read is let go, and others go on hearing", async () => {
  const { workspaceId, cookie } = await person();
  const idle = await listen(door.url, cookie);
  const reader = await listen(door.url, cookie);
  const before = door.context.streams.size();
  idle.pause();

  // More than both ends of the connection keep for a browser that hangs.
  const payload = Array.from({ length: 60 }, () => `${workspaceId}=${topics.join("+")}`).join(",");
  for (let n = 0; n < 3_000 && door.context.streams.size() === before; n += 1) {
    const had = reader.text().length;
    await door.database.sql.notify(hintChannel, payload);
    // The one who reads is given the time to.
    while (reader.text().length < had + payload.length / 2 && !reader.ended()) await setImmediate();
  }
  expect(door.context.streams.size()).toBe(before - 1);
  herald.tell(workspaceId, ["mails"]);
  await until(() => reader.hints().at(-1)?.join() === "mails");

  expect(reader.ended()).toBe(false);
  reader.close();
});

test("a cut LISTEN is taken up again, and pages are told to read everything", async () => {
  vi.spyOn(log, "error").mockImplementation(() => undefined);
  const { workspaceId, cookie } = await person();
  const listener = await listen(door.url, cookie);

  await cutListen();
  await until(() => listener.hints().length > 0);
  expect(listener.hints()).toEqual([[...topics]]);
  herald.tell(workspaceId, ["alerts"]);
  await until(() => listener.hints().length > 1);

  expect(listener.hints().at(-1)).toEqual(["alerts"]);
  listener.close();
});

test("a LISTEN that could not be taken up again is found by what it says to itself", async () => {
  vi.spyOn(log, "error").mockImplementation(() => undefined);
  const { workspaceId, cookie } = await person();
  const listener = await listen(door.url, cookie);
  await allowConnections(false);
  await cutListen();
  await sleep(1_000);
  const deaf = await listListeners();
  await allowConnections(true);

  for (let n = 0; n < 2; n += 1) await door.context.streams.beat(new Date());
  await until(() => listener.hints().length > 0);
  herald.tell(workspaceId, ["sources"]);
  await until(() => listener.hints().at(-1)?.join() === "sources");

  expect(deaf).toEqual([]);
  expect(listener.ended()).toBe(false);
  listener.close();
});

test("two hundred idle streams cost little memory", async () => {
  const people = await Promise.all(Array.from({ length: 40 }, person));
  const open = (cookie: string) =>
    Promise.all(Array.from({ length: 5 }, () => listen(door.url, cookie)));
  const before = heapInUse();

  const listeners = (await Promise.all(people.map(({ cookie }) => open(cookie)))).flat();
  const each = (heapInUse() - before) / listeners.length / 1024;
  const sent = performance.now();
  herald.tell(people[39]?.workspaceId ?? "", ["numbers"]);
  await until(() => listeners.filter((one) => one.hints().length > 0).length === 5);
  const tookMs = performance.now() - sent;
  await door.context.streams.beat(new Date());
  listeners.forEach((listener) => listener.close());

  // Both ends of every connection live in this process.
  expect([each < 100, each]).toEqual([true, each]);
  expect(tookMs).toBeLessThan(1_000);
});

test("when the process stops its streams end first", async () => {
  const { cookie } = await person();
  const listener = await listen(door.url, cookie);

  await door.context.streams.close();

  await until(listener.ended);
  expect(door.context.streams.size()).toBe(0);
});

async function cutListen(): Promise<void> {
  for (const pid of await listListeners())
    await door.database.sql`select pg_terminate_backend(${pid})`;
}

async function listListeners(): Promise<number[]> {
  const rows = await door.database.sql<{ pid: number }[]>`
    select pid from pg_stat_activity
    where datname = current_database() and query ilike 'listen "banguard_hint"%'`;
  return rows.map(({ pid }) => pid);
}

/** Of this file's own database; those that are open stay. */
async function allowConnections(allow: boolean): Promise<void> {
  const admin = postgres(inject("postgresUrl"), { max: 1, onnotice: () => undefined });
  const [name] = new URL(door.database.url).pathname.split("/").slice(1);
  await admin.unsafe(`alter database ${name} with allow_connections ${allow}`);
  await admin.end();
}

function heapInUse(): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  return process.memoryUsage().heapUsed;
}
