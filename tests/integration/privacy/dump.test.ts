import { createHmac } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { insertMembership, insertUser } from "@/db/queries/users";
import { createChannel } from "@/lib/services/create-channel";
import { testChannel } from "@/lib/services/test-channel";
import { system } from "@/lib/domain/audit";
import { createApiKey } from "@/lib/services/create-api-key";
import { createSource } from "@/lib/services/create-source";
import { until } from "@/tests/faults/processes";
import { openStage, type Stage } from "@/tests/faults/stage";
import { signed } from "@/tests/support/door";
import { hostileBodies, message, ownEvents, person, words } from "./hostile";
import { findSecrets, type Place, readDatabase } from "./search";
import { secretsOf } from "./secrets";

let stage: Stage;
let workspaceId: string;
let secrets: Set<string>;
let places: Place[];

beforeAll(async () => {
  stage = await openStage();
  const source = await stage.makeSource();
  workspaceId = source.workspaceId;
  const userId = await addReader();
  const channelSecrets = await addChannels(userId);
  const web = await stage.startWeb();
  const worker = await stage.startWorker();
  secrets = new Set([person, message, words, ...channelSecrets, ...secretsOf(fixtures())]);
  for (const delivery of fixtures())
    await postMeta(web.url + source.path, JSON.stringify(delivery));
  for (const body of hostileBodies()) await postMeta(web.url + source.path, body);
  await postMeta(`${web.url}${source.path}?to=${person}`, "{}", "another secret");
  await postOwn(web.url);
  await postStandard(web.url);

  // The delivery log is written a second behind; the worker scores, decides and writes its mails.
  await sleep(1500);
  await until(isIdle);
  await worker.kill("SIGTERM");
  await web.kill("SIGTERM");
  places = [
    ...(await readDatabase(stage.sql)),
    ...[...web.lines, ...worker.lines].map((text) => ({ where: "log", text })),
    { where: "postgres log", text: readFileSync(`${stage.folder}/data/postgres.log`, "utf8") },
  ];
});
afterAll(() => stage.close());

test("took in what it is about to search for", async () => {
  const filled = new Set(places.map(({ where }) => where.replace(/^events_\d+$/, "events")));

  expect([...filled]).toEqual(
    expect.arrayContaining([
      "events",
      "seen",
      "facts",
      "people",
      "opt_outs",
      "deliveries",
      "score_now",
      "number_hours",
      "labels",
      "notifications",
      "channels",
      "calls",
      "log",
    ]),
  );
  expect(secrets.size).toBeGreaterThan(40);
  const kept = places.filter(
    ({ where, text }) => where === "deliveries" && text.includes('"parts"'),
  );
  expect(kept.length).toBeGreaterThan(10);
});

test("keeps no recipient, message id or text in any table, log or mail", () => {
  expect(findSecrets(places, secrets)).toEqual([]);
});

test.each([
  ["a message id", message],
  [
    "a message id without its prefix, whose base64 holds the number",
    message.slice("wamid.".length),
  ],
  ["a number in hex", Buffer.from(person).toString("hex")],
  ["a number written for people", "+55 (11) 98765-4321"],
  ["a text inside another", `note: ${words}!`],
])("finds %s that somebody stored", async (_name, planted) => {
  await stage.sql`insert into labels (workspace_id, dimension, text, created_at)
    values (${workspaceId}, 4, ${planted}, now())`;
  const found = findSecrets(await readDatabase(stage.sql), secrets);
  await stage.sql`delete from labels where workspace_id = ${workspaceId} and text = ${planted}`;

  expect(found.length).toBeGreaterThan(0);
  expect(found.every((one) => one.startsWith("labels: "))).toBe(true);
});

test("finds a number in bytes and in a line of the log", async () => {
  await stage.sql`update workspaces set wrapped_key = ${Buffer.from(`key ${person}`)} where id = ${workspaceId}`;
  const inBytes = findSecrets(await readDatabase(stage.sql), secrets);
  const inLog = findSecrets([{ where: "log", text: `{"to":"${person}"}` }], secrets);

  expect(inBytes).toContainEqual(expect.stringContaining("workspaces: "));
  expect(inLog).toContainEqual(expect.stringContaining("log: "));
});

function fixtures(): unknown[] {
  const folder = "tests/fixtures/meta";
  return readdirSync(folder)
    .map((file) => JSON.parse(readFileSync(`${folder}/${file}`, "utf8")) as { delivery?: unknown })
    .flatMap(({ delivery }) => (delivery === undefined ? [] : [delivery]));
}

async function postMeta(url: string, body: string, secret?: string): Promise<void> {
  const response = await fetch(url, { method: "POST", body, headers: signed(body, secret) });
  if (response.status >= 500) throw new Error(`the door answered ${response.status}`);
  const answer = await response.text();
  places?.push({ where: "answer", text: answer });
}

async function postOwn(url: string): Promise<void> {
  const { key } = await createApiKey(
    stage.core.db,
    workspaceId,
    { name: "test", scope: "write" },
    new Date(),
  );
  for (const [type, body] of [
    ["application/json", JSON.stringify(ownEvents())],
    [
      "application/x-ndjson",
      `${person}\n${JSON.stringify(ownEvents()[0])}\n{"broken": "${words}\n`,
    ],
    ["application/json", `{"broken": "${person}`],
  ] as const) {
    await fetch(`${url}/api/v1/events?to=${person}`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": type },
      body,
    });
  }
}

/** The same events through a source of our own format: what it refuses is kept for replay. */
async function postStandard(url: string): Promise<void> {
  const input = { provider: "standard", name: "CRM" } as const;
  const { id, secret = "" } = await createSource(stage.core, workspaceId, input, new Date());
  const body = JSON.stringify(ownEvents());
  const stamp = String(Math.floor(Date.now() / 1000));
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const signature = createHmac("sha256", key).update(`m1.${stamp}.${body}`).digest("base64");
  const response = await fetch(`${url}/api/webhooks/${id}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "webhook-id": "m1",
      "webhook-timestamp": stamp,
      "webhook-signature": `v1,${signature}`,
    },
    body,
  });
  if (response.status !== 200) throw new Error(`the door answered ${response.status}`);
}

/** Somebody who would get the mails. */
async function addReader(): Promise<string> {
  const now = new Date();
  const userId = crypto.randomUUID();
  await insertUser(stage.core.db, {
    id: userId,
    email: "maya@example.com",
    name: "Maya",
    passwordHash: "none",
    createdAt: now,
  });
  await insertMembership(stage.core.db, { workspaceId, userId, role: "admin", createdAt: now });
  return userId;
}

/** Channels that alerts and a test go to; nobody answers there. What of them must not be readable anywhere. */
async function addChannels(userId: string): Promise<string[]> {
  const now = new Date();
  const admin = { workspaceId, userId, actor: system };
  const secrets: string[] = [];
  for (const kind of ["slack", "webhook"] as const) {
    const path = `T0${kind}PathThatIsASecret`;
    const wanted = { kind, name: kind, fromSeverity: "info", clientId: null } as const;
    const address = `https://receiver.invalid/services/${path}`;
    const { id, secret } = await createChannel(stage.core, admin, { ...wanted, address }, now);
    await testChannel(stage.core, { workspaceId, channelId: id, actor: system }, now);
    secrets.push(path, ...(secret ? [secret, secret.slice("whsec_".length)] : []));
  }
  return secrets;
}

async function isIdle(): Promise<boolean> {
  const [row] =
    await stage.sql`select count(*)::int as waiting from due where due_at <= now() + interval '1 second'`;
  return row?.["waiting"] === 0;
}
