import { randomUUID } from "node:crypto";
import { crc32, inflateRawSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listExportTables } from "@/db/queries/export";
import { exportedTables, isExported, leftOut } from "@/lib/domain/export-files";
import { openApi, type Tenant } from "@/tests/support/api";
import { makeNumber, monday } from "@/tests/support/workspace";
import { codeOf, fillEveryTable, plantPerson } from "./planted";

let api: Awaited<ReturnType<typeof openApi>>;
let maya: Full;
let stranger: Full;

beforeAll(async () => {
  api = await openApi();
  [maya, stranger] = [await makeFull(), await makeFull()];
});
afterAll(() => api.close());

test("every table of a workspace is exported, or left out with a reason, and has its words", async () => {
  const names = (await listExportTables(api.context.sql)).map(({ name }) => name);

  expect(names.filter((name) => !(name in exportedTables) && !(name in leftOut))).toEqual([]);
  const known = [...Object.keys(exportedTables), ...Object.keys(leftOut)];
  const apart = ["workspaces", "members"];
  expect(known.filter((name) => !names.includes(name) && !apart.includes(name))).toEqual([]);
});

test("the archive holds every row of every table, and of nobody else", async () => {
  const { files, bytes } = await exportOf(maya);

  const counts = new Map([...files].map(([name, text]) => [name, text.split("\n").length - 1]));
  for (const { name } of await listExportTables(api.context.sql)) {
    if (name in leftOut || name === "audit_log") continue;
    const [row] = await api.context.sql.unsafe<{ count: number }[]>(
      `select count(*)::int as count from "${name}" where workspace_id = $1`,
      [maya.id],
    );
    expect([name, counts.get(`${name}.ndjson`)]).toEqual([name, row?.count]);
  }
  expect(counts.get("members.ndjson")).toBe(1);
  expect(bytes.length).toBeGreaterThan(1000);
  const all = [...files.values()].join();
  for (const foreign of [stranger.id, stranger.userId, stranger.client, ...stranger.codes])
    expect(all).not.toContain(foreign);
});

test("secrets never leave, people are codes, and what is stored as a number is a word", async () => {
  const { files } = await exportOf(maya);
  const all = [...files.values()].join("\n");

  for (const secret of await secretsOf(maya.id)) expect(all).not.toContain(secret);
  expect(all).not.toContain("919876543210");
  expect(maya.codes.filter((code) => !all.includes(code))).toEqual([]);
  expect(files.get("events.ndjson")).toMatch(/"kind":"sent".*"category":"marketing"/);
  expect(files.get("README.txt")).toMatch(/events\.ndjson {2}4 rows {2}single messages/);
});

test("no column that could hold a secret is exported", async () => {
  const tables = await listExportTables(api.context.sql);
  const exported = tables
    .filter(({ name }) => !(name in leftOut))
    .flatMap(({ name, columns }) =>
      columns.filter(isExported).map((column) => `${name}.${column.name} ${column.type}`),
    );

  expect(
    exported.filter((column) => /bytea|hash|secret|credential|wrapped|password/.test(column)),
  ).toEqual([]);
  expect(exported.length).toBeGreaterThan(150);
});

test("a client that leaves takes its export, and nothing of another client's", async () => {
  const { files } = await exportOf(maya, maya.client);

  const all = [...files.values()].join("\n");
  const [mine, others] = maya.codes;
  expect(all).toContain(mine);
  expect(all).not.toContain(others);
  expect(all).not.toContain(maya.otherNumber);
  expect(files.get("numbers.ndjson")?.trim().split("\n")).toHaveLength(1);
  expect(files.has("audit_log.ndjson")).toBe(false);
  expect(files.has("members.ndjson")).toBe(false);
});

test("an export is written down; a client of somebody else's is not found", async () => {
  await exportOf(maya);
  const [line] = await api.context.sql`select actor_name, target_name from audit_log
    where workspace_id = ${maya.id} and action = 'workspace_exported' limit 1`;

  expect(line).toEqual({ actor_name: "Maya", target_name: "Bluebird Agency" });
  const foreign = await maya.person("POST", `/api/v1/exports?client=${stranger.client}`);
  expect(foreign.status).toBe(404);
});

test("one at a time, and who breaks off lets the next one in", async () => {
  const first = await maya.person("POST", "/api/v1/exports");
  const second = await maya.person("POST", "/api/v1/exports");
  expect([first.status, second.status]).toEqual([200, 409]);

  await first.body?.cancel();

  await expect
    .poll(async () => {
      const again = await maya.person("POST", "/api/v1/exports");
      await again.arrayBuffer();
      return again.status;
    })
    .toBe(200);
});

test("however many export at once, deliveries still find a connection", async () => {
  const many = await Promise.all(Array.from({ length: 4 }, () => api.tenant()));
  const answers = [];
  for (const one of many) answers.push(await one.person("POST", "/api/v1/exports"));

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 503, 503]);
  expect(await api.context.sql`select 1 as one`).toEqual([{ one: 1 }]);
  for (const { body } of answers) await body?.cancel();
  await expect
    .poll(async () => {
      const again = await maya.person("POST", "/api/v1/exports");
      await again.arrayBuffer();
      return again.status;
    })
    .toBe(200);
});

test("the list of people who said no holds codes only, without those who said yes since", async () => {
  const yes = randomUUID();
  await api.context
    .sql`insert into people (workspace_id, person, said_no_at, said_yes_at, last_event_at)
    values (${maya.id}, ${yes}, ${monday}, ${new Date(monday.getTime() + 1000)}, ${monday})`;

  const answer = await maya.person("GET", "/api/v1/said-no");
  const [head, ...lines] = (await answer.text()).trim().split("\r\n");

  expect(head).toBe("code,client,said_no_at");
  expect(lines).toHaveLength(4);
  expect(lines.join()).not.toContain(yes);
  for (const line of lines) expect(line).toMatch(/^[0-9a-f-]{36},[^,]*,2026-11-23T/);
});

test.each([
  "/api/v1/exports",
  "/api/v1/erasures/person",
  "/api/v1/erasures/client",
  "/api/v1/erasures/workspace",
])("%s is for administrators who are signed in", async (address) => {
  const jonas = await api.tenant();
  expect((await jonas.writer("POST", address, {})).status).toBe(403);
  await api.context.sql`update memberships set role = 'member' where workspace_id = ${jonas.id}`;
  expect((await jonas.person("POST", address, {})).status).toBe(403);
  expect((await jonas.person("GET", "/api/v1/said-no")).status).toBe(403);
});

test("erasing by the API answers with the tables, and refuses what is no number", async () => {
  const ben = await makeFull();

  const erased = await ben.person("POST", "/api/v1/erasures/person", { phone: "+91 98765 43210" });
  const refused = await ben.person("POST", "/api/v1/erasures/person", { phone: "ben" });
  const wrong = await ben.person("POST", "/api/v1/erasures/workspace", { name: "Bluebird" });
  const gone = await ben.person("POST", "/api/v1/erasures/workspace", { name: "Bluebird Agency" });

  expect(await erased.json()).toMatchObject({ rows: 18, tables: { events: 4, people: 4 } });
  expect([refused.status, wrong.status, gone.status]).toEqual([400, 400, 202]);
});

type Full = Tenant & { codes: string[]; client: string; otherNumber: string };

/** Two clients, one person at both, and a row in every table. */
async function makeFull(): Promise<Full> {
  const { context } = api;
  const tenant = await api.tenant();
  const codes: string[] = [];
  const numbers: string[] = [];
  const clients = [randomUUID(), randomUUID()];
  for (const client of clients) {
    await context.sql`insert into clients (workspace_id, id, name, created_at) values (${tenant.id}, ${client}, ${client}, ${monday})`;
    const number = await makeNumber(context, tenant.id, { clientId: client });
    const code = await codeOf(context, tenant.id, "+919876543210", client);
    await plantPerson(context, tenant, number, { code, other: randomUUID() });
    await context.sql`update people set client_id = ${client} where workspace_id = ${tenant.id} and person = ${code}`;
    codes.push(code);
    numbers.push(number);
  }
  const [client = "", otherClient = ""] = clients;
  const [, otherNumber = ""] = numbers;
  await fillEveryTable(context.sql, tenant.id, {
    client_id: otherClient,
    number_id: otherNumber,
    node_id: otherNumber,
    user_id: tenant.userId,
  });
  return { ...tenant, codes, client, otherNumber };
}

async function exportOf(who: Tenant, client?: string) {
  const address = client === undefined ? "/api/v1/exports" : `/api/v1/exports?client=${client}`;
  const response = await who.person("POST", address);
  expect(response.headers.get("content-disposition")).toMatch(
    /^attachment; filename="banguard-export-/,
  );
  const bytes = Buffer.from(await response.arrayBuffer());
  return { bytes, files: readZip(bytes) };
}

/** By the archive's own directory, as every reader does it; sums are checked. */
function readZip(bytes: Buffer): Map<string, string> {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  const files = new Map<string, string>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [packed, size] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24)];
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.subarray(at + 46, at + 46 + nameLength).toString();
    const from = bytes.readUInt32LE(at + 42) + 30 + nameLength;
    const text = inflateRawSync(bytes.subarray(from, from + packed));
    expect([name, text.length, crc32(text)]).toEqual([name, size, bytes.readUInt32LE(at + 16)]);
    files.set(name, text.toString());
    at += 46 + nameLength;
  }
  return files;
}

async function secretsOf(workspaceId: string): Promise<string[]> {
  const { sql } = api.context;
  const rows = await sql<{ secret: string }[]>`
    select hash as secret from api_keys where workspace_id = ${workspaceId}
    union all select encode(wrapped_key, 'hex') from workspaces where id = ${workspaceId}
    union all select token_hash from invitations where workspace_id = ${workspaceId}`;
  return rows.map(({ secret }) => secret);
}
