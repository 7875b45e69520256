import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { system } from "@/lib/domain/audit";
import { readCredentials } from "@/lib/services/credentials";
import { appSecret, type Door, metaStatus, openDoor, signed } from "@/tests/support/door";

let door: Door;
let graph: Server;
const asked: string[] = [];

beforeAll(async () => {
  graph = createServer((request, response) => {
    asked.push(`${request.method} ${request.url?.split("?")[0]} ${request.headers.authorization}`);
    response.writeHead(200, { "content-type": "application/json" }).end(`{"success":true}`);
  });
  await new Promise<void>((resolve) => graph.listen(0, "127.0.0.1", resolve));
  const port = (graph.address() as AddressInfo).port;
  door = await openDoor({ META_GRAPH_URL: `http://127.0.0.1:${port}` });
});
afterAll(async () => {
  await door.close();
  await new Promise((resolve) => graph.close(resolve));
});

test("account notices only: what speaks of messages is counted as left out, and nothing of it is kept", async () => {
  const { workspaceId, id } = await makeSource({ noticesOnly: true });

  const answer = await post(id, metaStatus("delivered"));
  const notice = await post(id, violation());

  expect(await answer.json()).toMatchObject({
    accepted: 0,
    skipped: [{ field: "messages", reason: "notices_only" }],
  });
  expect(await notice.json()).toMatchObject({ accepted: 1 });
  await door.context.deliveries.flush();
  const [row] = await door.database
    .sql`select (select count(*)::int from events where workspace_id = ${workspaceId}) as events,
    (select count(*)::int from seen where workspace_id = ${workspaceId}) as seen,
    (select count(*)::int from facts where workspace_id = ${workspaceId}) as facts,
    (select count(*)::int from deliveries where workspace_id = ${workspaceId} and parts is not null) as parts`;
  expect(row).toEqual({ events: 0, seen: 0, facts: 1, parts: 0 });
});

test("a replaced app secret stays good for a day, and no longer", async () => {
  const { workspaceId, id } = await makeSource({});
  await change(workspaceId, id, { appSecret: "the new one" });
  await forget();

  expect((await post(id, metaStatus("sent"), "the new one")).status).toBe(200);
  expect((await post(id, metaStatus("sent"), appSecret)).status).toBe(200);
  expect((await post(id, metaStatus("sent"), "a third one")).status).toBe(401);

  const twoDaysAgo = new Date(Date.now() - 2 * 86_400_000);
  const other = await makeSource({});
  await change(other.workspaceId, other.id, { appSecret: "the new one" }, twoDaysAgo);
  await forget();
  expect((await post(other.id, metaStatus("sent"), appSecret)).status).toBe(401);
  expect((await post(other.id, metaStatus("sent"), "the new one")).status).toBe(200);
});

test("switching answers off and notices on holds at the door, and a disabled source takes nothing", async () => {
  const { workspaceId, id } = await makeSource({});
  await change(workspaceId, id, { noticesOnly: true, readsAnswers: false, name: "Cautious" });
  await forget();
  expect(await (await post(id, metaStatus("sent"))).json()).toMatchObject({ accepted: 0 });
  await change(workspaceId, id, { state: "disabled" });
  await forget();
  expect((await post(id, metaStatus("sent"))).status).toBe(404);
  await change(workspaceId, id, { state: "active", noticesOnly: false });
  await forget();
  expect(await (await post(id, metaStatus("sent"))).json()).toMatchObject({ accepted: 1 });
});

test("unsubscribing asks Meta, deletes app secret and token, and repeating it finds nothing left", async () => {
  const { workspaceId, id } = await makeSource({
    accessToken: "EAAtoken",
    wabaId: "104455667788990",
  });
  const { unsubscribeSource } = await import("@/lib/services/unsubscribe-source");
  const now = new Date();

  const first = await unsubscribeSource(door.context, workspaceId, id, now, system);
  const second = await unsubscribeSource(door.context, workspaceId, id, now, system);
  await forget();

  expect(asked.at(-1)).toMatch(
    /^DELETE \/v[\d.]+\/104455667788990\/subscribed_apps Bearer EAAtoken$/,
  );
  expect([first.told, second.told]).toEqual([true, false]);
  const [row] = await door.database.sql<
    { credentials: Buffer }[]
  >`select credentials from sources where workspace_id = ${workspaceId} and id = ${id}`;
  expect(
    readCredentials(door.context, {
      workspaceId,
      id,
      credentials: row?.credentials ?? Buffer.alloc(0),
    }),
  ).toEqual({ secrets: [] });
  expect((await post(id, metaStatus("sent"))).status).toBe(404);
});

test("deleting a source takes its address, credentials and log, and leaves what was counted", async () => {
  const { workspaceId, id } = await makeSource({});
  await post(id, metaStatus("sent"));
  await door.context.deliveries.flush();
  const { deleteSource } = await import("@/lib/services/delete-source");

  await deleteSource(door.context, workspaceId, id, new Date(), system);
  await forget();

  expect((await post(id, metaStatus("sent"))).status).toBe(404);
  const [row] = await door.database
    .sql`select (select count(*)::int from sources where workspace_id = ${workspaceId}) as sources,
    (select count(*)::int from routes where workspace_id = ${workspaceId}) as routes,
    (select count(*)::int from deliveries where workspace_id = ${workspaceId}) as deliveries,
    (select count(*)::int from source_numbers where workspace_id = ${workspaceId}) as links,
    (select count(*)::int from numbers where workspace_id = ${workspaceId}) as numbers,
    (select count(*)::int from events where workspace_id = ${workspaceId}) as events`;
  expect(row).toEqual({ sources: 0, routes: 0, deliveries: 0, links: 0, numbers: 1, events: 1 });
});

test("a STOP that Meta's own agent took in standby counts as an opt-out", async () => {
  const { workspaceId, id } = await makeSource({});
  const text = readFileSync("tests/fixtures/meta/standby-stop.json", "utf8");
  const { delivery } = JSON.parse(text) as { delivery: unknown };

  expect((await post(id, recent(delivery))).status).toBe(200);

  const [row] = await door.database
    .sql`select sum(opted_out)::int as n from number_days where workspace_id = ${workspaceId}`;
  expect(row?.["n"]).toBe(1);
});

interface Wanted {
  noticesOnly?: boolean;
  accessToken?: string;
  wabaId?: string;
}

async function makeSource({ noticesOnly = false, ...more }: Wanted) {
  const workspaceId = await door.workspace();
  const { createSource } = await import("@/lib/services/create-source");
  const { id } = await createSource(
    door.context,
    workspaceId,
    { provider: "meta", name: "Shop", noticesOnly, credentials: { appSecret, ...more } },
    new Date(),
  );
  return { workspaceId, id };
}

async function change(workspaceId: string, id: string, values: object, now = new Date()) {
  const { updateSource } = await import("@/lib/services/update-source");
  await updateSource(door.context, workspaceId, id, values, now);
}

/** What the door remembers of a source lasts two seconds. */
async function forget(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 2_050));
}

function post(id: string, delivery: unknown, secret = appSecret) {
  const body = JSON.stringify(delivery);
  return fetch(`${door.url}/api/webhooks/${id}`, {
    method: "POST",
    headers: signed(body, secret),
    body,
  });
}

function violation() {
  const value = { event: "ACCOUNT_VIOLATION", violation_info: { violation_type: "SCAM" } };
  const time = Math.floor(Date.now() / 1000);
  return {
    object: "whatsapp_business_account",
    entry: [{ id: "104455667788990", time, changes: [{ field: "account_update", value }] }],
  };
}

/** The fixture's moments are of its own day. */
function recent(delivery: unknown): unknown {
  const seconds = String(Math.floor(Date.now() / 1000) - 60);
  return JSON.parse(
    JSON.stringify(delivery).replace(/"timestamp":"\d+"/g, `"timestamp":"${seconds}"`),
  );
}
