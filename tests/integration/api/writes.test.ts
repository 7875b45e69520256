import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { alertJson, alertPageJson, alertsJson } from "@/lib/wire/alert";
import { mailPageJson, outboxJson } from "@/lib/wire/outbox";
import {
  apiKeysJson,
  createdApiKeyJson,
  personJson,
  settingsJson,
  testMailJson,
} from "@/lib/wire/settings";
import { createdSourceJson, sourcePageJson, sourcesJson } from "@/lib/wire/source";
import { call, openApi, type Tenant } from "@/tests/support/api";
import { makeNumber } from "@/tests/support/workspace";

let api: Awaited<ReturnType<typeof openApi>>;
let tenant: Tenant;

beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  tenant = await api.tenant();
});

test("creates a source whose address and verify token stand on its page, for those who may write", async () => {
  const wanted = { name: "Shop", provider: "meta", credentials: { appSecret: "s" } };
  const response = await tenant.writer("POST", "/api/v1/sources", wanted);
  const source = createdSourceJson.parse(await response.json());
  expect(response.status).toBe(201);

  const page = sourcePageJson.parse(
    await json(tenant.writer("GET", `/api/v1/sources/${source.id}`)),
  );
  const seen = sourcePageJson.parse(
    await json(tenant.reader("GET", `/api/v1/sources/${source.id}`)),
  );

  expect(page).toMatchObject({
    name: "Shop",
    webhookUrl: source.webhookUrl,
    verifyToken: source.verifyToken,
    connection: { state: "waiting" },
    token: "none",
  });
  expect(page.notPublic).toMatch(/this computer only/);
  expect(seen.verifyToken).toBeNull();
  expect(
    sourcesJson.parse(await json(tenant.reader("GET", "/api/v1/sources"))).sources,
  ).toHaveLength(1);
});

test("keeps the flags of a source that reads notices only", async () => {
  const wanted = {
    name: "Notices",
    provider: "meta",
    credentials: { appSecret: "s" },
    noticesOnly: true,
    readsAnswers: false,
  };
  const { id } = createdSourceJson.parse(
    await json(tenant.writer("POST", "/api/v1/sources", wanted)),
  );

  expect(
    sourcePageJson.parse(await json(tenant.reader("GET", `/api/v1/sources/${id}`))),
  ).toMatchObject({ noticesOnly: true, readsAnswers: false });
});

test.each([
  ["no JSON", "POST", "/api/v1/sources", undefined],
  ["a provider nobody knows", "POST", "/api/v1/sources", { name: "x", provider: "pigeon" }],
  ["a state that is none", "GET", "/api/v1/alerts?state=furious", undefined],
] as const)(
  "refuses %s with a problem that names the field",
  async (_name, method, address, body) => {
    const response = await tenant.writer(method, address, body);

    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({
      type: "urn:banguard:problem:bad_request",
      status: 400,
    });
  },
);

test("lets one person be on it, whoever says so twice", async () => {
  const id = await makeAlert();

  const first = alertJson.parse(
    await json(tenant.person("POST", `/api/v1/alerts/${id}/acknowledge`)),
  );
  const second = alertJson.parse(
    await json(tenant.writer("POST", `/api/v1/alerts/${id}/acknowledge`)),
  );

  expect(first).toMatchObject({ state: "acknowledged", acknowledgedBy: "Maya" });
  expect(second).toEqual(first);
  expect(await openStates()).toEqual(["acknowledged"]);
});

test("mutes with an end, resolves by hand, and says both on the alert's page", async () => {
  const id = await makeAlert();

  const muted = alertJson.parse(
    await json(tenant.person("POST", `/api/v1/alerts/${id}/mute`, { days: 1 })),
  );
  await tenant.person("POST", `/api/v1/alerts/${id}/resolve`);
  await tenant.person("POST", `/api/v1/alerts/${id}/resolve`);
  const page = alertPageJson.parse(await json(tenant.reader("GET", `/api/v1/alerts/${id}`)));

  expect(Date.parse(muted.mutedUntil ?? "") - Date.now()).toBeGreaterThan(86_000_000);
  expect(page).toMatchObject({ state: "resolved", targetName: "Kite Fashion – Offers" });
  expect(page.notes.map(({ text }) => text)).toEqual([
    "muted by Maya: for 1 day",
    "resolved by Maya, because closed by hand",
  ]);
});

test("keeps what was expected as a line of the timeline, and mutes nothing", async () => {
  const id = await makeAlert();

  const said = alertJson.parse(
    await json(tenant.person("POST", `/api/v1/alerts/${id}/expect`, { text: " Diwali sale " })),
  );
  const empty = await tenant.person("POST", `/api/v1/alerts/${id}/expect`, { text: "  " });
  const page = alertPageJson.parse(await json(tenant.reader("GET", `/api/v1/alerts/${id}`)));

  expect(said).toMatchObject({ state: "open", mutedUntil: null });
  expect(empty.status).toBe(400);
  expect(page.notes.map(({ text }) => text)).toEqual(["said to be expected by Maya: Diwali sale"]);
});

test("refuses a mute without an end", async () => {
  const response = await tenant.person("POST", `/api/v1/alerts/${await makeAlert()}/mute`, {
    days: 1000,
  });

  expect(response.status).toBe(400);
});

test("changes the workspace for an administrator, not for a key", async () => {
  const changed = settingsJson.parse(
    await json(tenant.person("PATCH", "/api/v1/settings", { zone: "Asia/Kathmandu" })),
  );
  const refused = await tenant.writer("PATCH", "/api/v1/settings", { zone: "UTC" });

  expect(changed.workspace.zone).toBe("Asia/Kathmandu");
  expect(changed.people).toMatchObject([{ name: "Maya", role: "admin" }]);
  expect(refused.status).toBe(403);
});

test("stops mails to a person, for an administrator only", async () => {
  const address = `/api/v1/people/${tenant.userId}`;

  const person = personJson.parse(
    await json(tenant.person("PATCH", address, { receivesMails: false })),
  );
  const refused = await tenant.writer("PATCH", address, { receivesMails: true });

  expect(person).toMatchObject({ name: "Maya", receivesMails: false });
  expect(refused.status).toBe(403);
});

test("shows a new key once, and nothing of it afterwards", async () => {
  const made = createdApiKeyJson.parse(
    await json(tenant.person("POST", "/api/v1/api-keys", { name: "Shop", scope: "read" })),
  );
  const listed = await (await tenant.person("GET", "/api/v1/api-keys")).text();
  const works = await call("GET", "/api/v1/numbers", { authorization: `Bearer ${made.key}` });

  await tenant.person("DELETE", `/api/v1/api-keys/${made.id}`);
  const keys = apiKeysJson.parse(await json(tenant.person("GET", "/api/v1/api-keys"))).keys;

  expect(works.status).toBe(200);
  expect(listed).not.toContain(made.key);
  expect(keys.find(({ id }) => id === made.id)?.revokedAt).not.toBeNull();
});

test("keeps a test mail in the outbox where no mail leaves, readable as it is", async () => {
  const answer = testMailJson.parse(
    await json(tenant.person("POST", "/api/v1/settings/test-mail")),
  );
  const { mails } = outboxJson.parse(await json(tenant.reader("GET", "/api/v1/outbox")));
  const mail = mailPageJson.parse(
    await json(tenant.reader("GET", `/api/v1/outbox/${mails[0]?.id}`)),
  );

  expect(answer.state).toBe("kept");
  expect(mails).toMatchObject([{ recipient: `${tenant.userId}@example.com` }]);
  expect(mail.html).toContain("<");
  expect(mail.html).not.toContain("cid:");
});

const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };

test("tells anybody whether it is well, and nothing else", async () => {
  const response = await call("GET", "/api/health");

  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    status: "ok",
    database: "ok",
    worker: "off",
    version,
  });
});

async function json(answer: Promise<Response>): Promise<unknown> {
  const response = await answer;
  expect(response.ok).toBe(true);
  return response.json();
}

async function makeAlert(): Promise<string> {
  const numberId = await makeNumber(api.context, tenant.id, { name: "Kite Fashion – Offers" });
  const id = crypto.randomUUID();
  await api.context
    .sql`insert into alerts (workspace_id, id, rule, severity, state, target_kind, target_id, opened_at, title, reason, evidence)
    values (${tenant.id}, ${id}, 'number_high', 'high', 'open', 'number', ${numberId}, ${new Date()}, 'Title', 'Reason', '{}')`;
  return id;
}

async function openStates(): Promise<string[]> {
  const { alerts } = alertsJson.parse(
    await json(tenant.reader("GET", "/api/v1/alerts?state=acknowledged")),
  );
  return alerts.map(({ state }) => state);
}
