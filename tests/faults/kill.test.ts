import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { scoreNumber } from "@/lib/domain/score/score";
import { loadWindow } from "@/lib/services/load-window";
import { isListening, until } from "./processes";
import {
  type Client,
  exact,
  examine,
  listLost,
  openStage,
  type Stage,
  type Web,
  zone,
} from "./stage";

/** `npm test` kills a few times; `npm run test:faults` ten times. */
const rounds = Number(process.env["FAULT_ROUNDS"] ?? 3);
const patience = 60_000 + rounds * 10_000;
let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test(
  "loses nothing it acknowledged, and counts nothing twice, when the web is killed",
  { timeout: patience },
  async () => {
    const { workspaceId, path } = await stage.makeSource();
    let web = await stage.startWeb();
    const client = stage.startClient([web.url + path], { name: "web" });
    for (let round = 0; round < rounds; round += 1) {
      await underLoad(client);
      await web.kill("SIGKILL");
      web = await stage.startWeb({ PORT: web.port });
    }

    await finish(client, web);

    expect(await examine(stage, workspaceId, client.acknowledged())).toEqual(exact);
  },
);

test(
  "finds what is lost when the answer comes before the commit",
  { timeout: patience },
  async () => {
    const { workspaceId, path } = await stage.makeSource();
    const fault = { FAULT: "answer-early" };
    let web = await stage.startWeb(fault);
    const client = stage.startClient([web.url + path], { name: "early" });
    let lost: string[] = [];
    for (let round = 0; lost.length === 0 && round < 10; round += 1) {
      await underLoad(client);
      await web.kill("SIGKILL");
      lost = await listLost(stage.core, workspaceId, client.acknowledged());
      web = await stage.startWeb({ ...fault, PORT: web.port });
    }
    await finish(client, web);

    expect(lost.length).toBeGreaterThan(0);
  },
);

test("loses nothing it acknowledged when Postgres is killed", { timeout: patience }, async () => {
  const { workspaceId, path } = await stage.makeSource();
  const web = await stage.startWeb();
  const client = stage.startClient([web.url + path], { name: "postgres" });
  for (let round = 0; round < rounds; round += 1) {
    await underLoad(client);
    process.kill(stage.postgres.pid, "SIGKILL");
    await until(() => !stage.postgres.isAlive());
    await stage.postgres.restart();
  }

  await finish(client, web);

  expect(await examine(stage, workspaceId, client.acknowledged())).toEqual(exact);
});

test("scores everything in the end when the worker is killed", { timeout: patience }, async () => {
  const { workspaceId, path } = await stage.makeSource();
  const web = await stage.startWeb();
  let worker = await stage.startWorker();
  const client = stage.startClient([web.url + path], { name: "worker", numbers: 6 });
  for (let round = 0; round < rounds; round += 1) {
    await underLoad(client, 600);
    await worker.kill("SIGKILL");
    worker = await stage.startWorker();
  }
  await finish(client, web);
  expect(await examine(stage, workspaceId, client.acknowledged())).toEqual(exact);
  await until(() => isScored(workspaceId));
  await worker.kill("SIGTERM");

  const scores = await stage.sql`
    select node_id, scored_at, behaviour, detail from score_now where workspace_id = ${workspaceId} and node_kind = 'number'`;
  expect(scores.length).toBe(6);
  for (const { node_id: numberId, scored_at: now, detail } of scores) {
    const { window } = await loadWindow(stage.sql, { workspaceId, numberId, zone, now });
    expect(detail).toEqual(JSON.parse(JSON.stringify(scoreNumber(window))));
  }
});

/** Until the client has been answered often since now, so that the kill meets work in every stage. */
async function underLoad(client: Client, answers = 300): Promise<void> {
  const before = client.acknowledged().length;
  await until(() => client.acknowledged().length > before + answers, 30_000);
  await sleep(Math.random() * 40);
}

async function finish(client: Client, web: Web): Promise<void> {
  await underLoad(client);
  await client.kill("SIGTERM");
  await web.kill("SIGTERM");
  expect(await isListening(Number(web.port))).toBe(false);
}

/** Every number has been looked at since its last mark. */
async function isScored(workspaceId: string): Promise<boolean> {
  const [row] = await stage.sql`
    select count(*)::int as behind from due d
    left join score_now s on s.workspace_id = d.workspace_id and s.node_kind = 'number' and s.node_id::text = d.target_id
    where d.workspace_id = ${workspaceId} and d.kind = 'score'
      and (s.scored_at is null or s.scored_at < d.marked_at or d.due_at <= now())`;
  return row?.["behind"] === 0;
}
