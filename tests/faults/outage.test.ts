import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { metaStatus, signed } from "@/tests/support/door";
import { until } from "./processes";
import { exact, examine, openStage, type Stage } from "./stage";

/** Also on a machine that does other things. */
const patience = 90_000;
let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test(
  "says when to come back while the database is away for seconds, then takes what it refused",
  { timeout: patience },
  async () => {
    const { workspaceId, path } = await stage.makeSource();
    const web = await stage.startWeb();
    const client = stage.startClient([web.url + path], { name: "away" });
    await until(() => client.acknowledged().length > 200);

    const url = web.url + path;
    process.kill(stage.postgres.pid, "SIGINT");
    await until(() => !stage.postgres.isAlive());
    const answers: (number | string | null)[][] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      await sleep(1000);
      const body = JSON.stringify(metaStatus("sent"));
      const response = await fetch(url, { method: "POST", body, headers: signed(body) });
      answers.push([response.status, response.headers.get("retry-after")]);
    }
    await stage.postgres.restart();
    const before = client.acknowledged().length;
    await until(() => client.acknowledged().length > before + 200, 10_000);
    await client.kill("SIGTERM");
    await web.kill("SIGTERM");

    expect(answers).toEqual([
      [503, "5"],
      [503, "5"],
      [503, "5"],
    ]);
    expect(await examine(stage, workspaceId, client.acknowledged())).toEqual(exact);
  },
);

test(
  "counts once what two web processes receive at the same time",
  { timeout: patience },
  async () => {
    const { workspaceId, path } = await stage.makeSource();
    const webs = [await stage.startWeb(), await stage.startWeb()];
    const urls = webs.map(({ url }) => url + path);
    // The same name: both clients send the same messages, each to another process first.
    const clients = [
      stage.startClient(urls, { name: "same", numbers: 3 }),
      stage.startClient(urls.toReversed(), { name: "same", numbers: 3 }),
    ];
    const [client] = clients;
    await until(() => (client?.acknowledged().length ?? 0) > 1500);
    await Promise.all(clients.map((one) => one.kill("SIGTERM")));
    await Promise.all(webs.map((one) => one.kill("SIGTERM")));

    expect(await examine(stage, workspaceId, client?.acknowledged() ?? [])).toEqual(exact);
  },
);

test(
  "answers on SIGTERM what it has taken, and takes nothing more",
  { timeout: patience },
  async () => {
    const { path } = await stage.makeSource();
    const web = await stage.startWeb();
    await post(web.url + path);
    const release = await holdSeen();
    const answers = Promise.all(Array.from({ length: 12 }, () => post(web.url + path)));
    await until(async () => (await waitingForSeen()) > 0);
    await sleep(100);
    const ended = web.kill("SIGTERM");
    await sleep(200);
    await release();

    expect(await answers).toEqual(Array.from({ length: 12 }, () => 200));
    await ended;
    expect(await web.ended).toEqual({ code: 0, signal: null });
    await expect(post(web.url + path)).rejects.toThrow("ECONNREFUSED");
  },
);

/** On a connection of its own. */
function post(url: string): Promise<number> {
  const body = JSON.stringify(metaStatus("sent"));
  return new Promise((resolve, reject) => {
    const call = request(url, { method: "POST", headers: signed(body), agent: false });
    call.on("response", (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode ?? 0));
    });
    call.on("error", reject);
    call.end(body);
  });
}

async function holdSeen(): Promise<() => Promise<unknown>> {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  let done: Promise<unknown> = Promise.resolve();
  await new Promise<void>((locked) => {
    done = stage.sql.begin(async (tx) => {
      await tx`lock table seen in access exclusive mode`;
      locked();
      await held;
    });
  });
  return () => {
    letGo();
    return done;
  };
}

async function waitingForSeen(): Promise<number> {
  const [row] = await stage.sql`
    select count(*)::int as n from pg_locks where relation = 'seen'::regclass and not granted`;
  return row?.["n"];
}
