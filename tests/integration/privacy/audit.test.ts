import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { insertAudit } from "@/db/queries/audit";
import { auditJson } from "@/lib/wire/audit";
import { appFolder, listAddresses, openApi, type Tenant } from "@/tests/support/api";
import { makeNumber, monday } from "@/tests/support/workspace";
import { quiet, writes } from "./audit-cases";

let api: Awaited<ReturnType<typeof openApi>>;
let tenant: Tenant;

beforeAll(async () => {
  api = await openApi();
  tenant = await api.tenant();
});
afterAll(() => api.close());

test.each(writes)("%s leaves a line that says who, what and from where", async (_route, write) => {
  const maya = await api.tenant();
  const scene = await makeScene(maya);
  const before = await countLines(maya.id);

  const { method, address, body } = write(scene);
  const response = await maya.person(method, address, body);

  expect(response.status).toBeLessThan(300);
  expect(await countLines(maya.id)).toBeGreaterThan(before);
  const [line] = await api.context.sql`select actor_kind, actor_id, actor_name from audit_log
    where workspace_id = ${maya.id} order by at desc, id desc limit 1`;
  expect(line).toEqual({ actor_kind: "person", actor_id: maya.userId, actor_name: "Maya" });
});

const verb = /export const (POST|PUT|PATCH|DELETE)\b/;

test("every address that changes something hands on who it was, or says why nobody needs to know", () => {
  const silent = listAddresses("route.ts").filter((file) => {
    const text = readFileSync(path.join(appFolder, file), "utf8");
    return verb.test(text) && !/\b(actor|caller|admin|person|address)\b[^:]*[,)}]/.test(text);
  });

  expect(silent.filter((file) => !(file in quiet))).toEqual([]);
  expect(Object.keys(quiet).filter((file) => !listAddresses("route.ts").includes(file))).toEqual(
    [],
  );
});

test("an API key is named by its name and its first letters, never whole", async () => {
  await tenant.writer("POST", "/api/v1/sources", source);

  const [line] = await api.context.sql`select actor_kind, actor_name from audit_log
    where workspace_id = ${tenant.id} and action = 'source_created'`;
  expect(line?.["actor_kind"]).toBe("key");
  expect(line?.["actor_name"]).toMatch(/^write \(bg_.{4}…\)$/);
});

test("the address that the front server saw is written down", async () => {
  const { call } = await import("@/tests/support/api");
  const made = await tenant.person("POST", "/api/v1/api-keys", { name: "BI", scope: "write" });
  const { key } = (await made.json()) as { key: string };
  const headers = { authorization: `Bearer ${key}`, "x-banguard-address": "203.0.113.7" };

  await call("POST", "/api/v1/sources", headers, { ...source, name: "From afar" });

  const [line] = await api.context.sql`select address from audit_log
    where workspace_id = ${tenant.id} and target_name = 'From afar'`;
  expect(line).toEqual({ address: "203.0.113.7" });
});

test.each([
  ["changed", "update audit_log set actor_name = 'Nobody'"],
  ["deleted", "delete from audit_log"],
  ["emptied away", "truncate audit_log"],
  ["emptied away with what hangs on it", "truncate audit_log cascade"],
])("no entry can be %s, not even by the product's own database role", async (_name, statement) => {
  await expect(
    api.context.sql.unsafe(`/* across workspaces */ ${statement}`),
  ).rejects.toMatchObject({
    code: "42501",
  });
  await expect(
    api.context.sql.begin(async (tx) => {
      await tx`select set_config('banguard.erasing_workspace', ${crypto.randomUUID()}, true)`;
      await tx.unsafe(`/* across workspaces */ ${statement}`);
    }),
  ).rejects.toMatchObject({ code: "42501" });
});

test("an entry outlives the person and the key", async () => {
  const maya = await api.tenant();
  await maya.person("PATCH", "/api/v1/settings", { name: "Bluebird" });

  await api.context.sql`delete from memberships where workspace_id = ${maya.id}`;
  await api.context.sql`delete from users where id = ${maya.userId}`;

  const [line] = await api.context.sql`select actor_name, action from audit_log
    where workspace_id = ${maya.id} and action = 'settings_changed'`;
  expect(line).toEqual({ actor_name: "Maya", action: "settings_changed" });
});

test("the page is read newest first, in pages, and filtered by who, what and when", async () => {
  const maya = await api.tenant("UTC");
  for (let at = 0; at < 5; at += 1) await addLine(maya, at, at % 2 === 0 ? "source" : "alert");
  const read = async (query: string) =>
    auditJson.parse(await (await maya.person("GET", `/api/v1/audit?${query}`)).json());

  const day = "limit=2&who=system&from=2026-11-23&to=2026-11-23";
  const first = await read(day);
  const second = await read(`${day}&cursor=${first.next}`);
  const third = await read(`${day}&cursor=${second.next}`);

  const minutes = [first, second, third].map(({ entries }) =>
    entries.map(({ at }) => at.slice(14, 16)),
  );
  expect(minutes).toEqual([["14", "13"], ["12", "11"], ["10"]]);
  expect(third.next).toBeNull();
  expect((await read("what=alert")).entries).toHaveLength(2);
  expect((await read(`who=${maya.userId}`)).entries).toEqual([]);
  expect((await read("from=2026-11-24&who=system&to=2026-11-24")).entries).toEqual([]);
  expect((await maya.person("GET", "/api/v1/audit?cursor=x")).status).toBe(400);
});

test("the file holds the same lines, and no spreadsheet runs what somebody named a thing", async () => {
  const maya = await api.tenant();
  const name = '=HYPERLINK("http://evil.example","x")';
  await maya.person("POST", "/api/v1/sources", { ...source, name });

  const response = await maya.person("GET", "/api/v1/audit/csv");
  const text = await response.text();

  expect(response.headers.get("content-type")).toMatch(/^text\/csv/);
  expect(text.split("\r\n")[0]).toBe("at,who,kind,action,words,target,detail,address");
  expect(text).toContain(`"'${name.replaceAll('"', '""')}"`);
  expect(text).not.toMatch(/(^|,)"?=/m);
});

test("nobody but an administrator reads it", async () => {
  const maya = await api.tenant();
  expect((await maya.writer("GET", "/api/v1/audit")).status).toBe(403);
  for (const role of ["member", "viewer"]) {
    const jonas = await api.tenant();
    await api.context.sql`update memberships set role = ${role} where workspace_id = ${jonas.id}`;
    expect((await jonas.person("GET", "/api/v1/audit")).status).toBe(403);
    expect((await jonas.person("GET", "/api/v1/audit/csv")).status).toBe(403);
  }
});

const source = { name: "Shop", provider: "meta", credentials: { appSecret: "s" } };

async function makeScene(maya: Tenant) {
  const { sql } = api.context;
  const alert = crypto.randomUUID();
  const number = await makeNumber(api.context, maya.id);
  await sql`insert into alerts (workspace_id, id, rule, severity, state, target_kind, target_id, scope, opened_at, title, reason, evidence)
    values (${maya.id}, ${alert}, 'number_high', 'high', 'open', 'number', ${number}, '', ${monday}, 'Kite', 'Kite', '{}')`;
  const made = await maya.person("POST", "/api/v1/sources", source);
  const [key] = await sql<
    { id: string }[]
  >`select id from api_keys where workspace_id = ${maya.id} limit 1`;
  return {
    alert,
    number,
    source: ((await made.json()) as { id: string }).id,
    key: key?.id ?? "",
    userId: maya.userId,
  };
}

async function countLines(workspaceId: string): Promise<number> {
  const [row] = await api.context.sql<
    { count: number }[]
  >`select count(*)::int as count from audit_log where workspace_id = ${workspaceId}`;
  return row?.count ?? 0;
}

function addLine({ id: workspaceId }: Tenant, minute: number, object: string) {
  return insertAudit(api.context.db, {
    workspaceId,
    id: crypto.randomUUID(),
    at: new Date(monday.getTime() + minute * 60_000),
    actorKind: "system",
    actorName: "Banguard",
    action: `${object}_changed`,
    targetKind: object,
  });
}
