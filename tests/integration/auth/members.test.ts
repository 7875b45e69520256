import { afterAll, beforeAll, expect, test } from "vitest";
import { lookUpInvitation } from "@/lib/services/find-invitation";
import { makeMember, openApi, type Tenant } from "@/tests/support/api";

let api: Awaited<ReturnType<typeof openApi>>;
let owner: Tenant;

beforeAll(async () => {
  api = await openApi();
  owner = await api.tenant();
});
afterAll(() => api.close());

async function makeClient(name: string): Promise<string> {
  const id = crypto.randomUUID();
  await api.database.sql`insert into clients (workspace_id, id, name, created_at)
    values (${owner.id}, ${id}, ${name}, now())`;
  return id;
}

async function actions(): Promise<string[]> {
  const rows = await api.database.sql<{ action: string }[]>`
    select action from audit_log where workspace_id = ${owner.id} order by at`;
  return rows.map(({ action }) => action);
}

test("the last administrator cannot be demoted or removed, not even by two at once", async () => {
  const alone = await api.tenant();
  const itself = `/api/v1/people/${alone.userId}`;

  const demoted = await alone.person("PATCH", itself, { role: "viewer" });
  const removed = await alone.person("DELETE", itself);
  expect([demoted.status, removed.status]).toEqual([409, 409]);

  const second = await makeMember(api.context, alone.id, { role: "admin" });
  const both = await Promise.all([
    alone.person("PATCH", `/api/v1/people/${second.userId}`, { role: "viewer" }),
    second.person("PATCH", itself, { role: "viewer" }),
  ]);
  // Who is asked about after losing the role is told that; who asks in the same moment, that one must stay.
  const [won, lost] = both.map(({ status }) => status).toSorted((a, b) => a - b);
  expect(won).toBe(200);
  expect([403, 409]).toContain(lost);
});

test("who is removed is out at once, and the rest of their account stays theirs", async () => {
  const jonas = await makeMember(api.context, owner.id, { role: "member" });
  expect((await jonas.person("GET", "/api/v1/numbers")).status).toBe(200);

  const removed = await owner.person("DELETE", `/api/v1/people/${jonas.userId}`);

  expect(removed.status).toBe(200);
  expect((await jonas.person("GET", "/api/v1/numbers")).status).toBe(401);
  const rows = await api.database.sql`select 1 from users where id = ${jonas.userId}`;
  expect(rows).toHaveLength(1);
  expect(await actions()).toContain("member_removed");
});

test("a new role counts at once", async () => {
  const jonas = await makeMember(api.context, owner.id, { role: "member" });
  const muted = () => jonas.person("POST", `/api/v1/alerts/${crypto.randomUUID()}/acknowledge`);
  expect((await muted()).status).toBe(404);

  await owner.person("PATCH", `/api/v1/people/${jonas.userId}`, { role: "viewer" });

  expect((await muted()).status).toBe(403);
});

test("mails may be wanted about some clients only; foreign ids mark nothing", async () => {
  const roast = await makeClient("Roast & Co");
  const jonas = await makeMember(api.context, owner.id, { role: "member" });
  const itself = `/api/v1/people/${jonas.userId}`;

  const mailsOf = [roast, crypto.randomUUID()];
  const some = await owner.person("PATCH", itself, { mailsOf });
  const all = await owner.person("PATCH", itself, { mailsOf: null });

  expect(await some.json()).toMatchObject({ mailsOf: [roast], sees: null });
  expect(await all.json()).toMatchObject({ mailsOf: null });
});

test.each([
  ["removed", "DELETE", undefined],
  ["no administrator any more", "PATCH", { role: "member" }],
] as const)("who is %s leaves no open invitation behind", async (_what, method, body) => {
  const tenant = await api.tenant();
  const leaving = await makeMember(api.context, tenant.id, { role: "admin" });
  const invite = (by: typeof leaving, email: string) =>
    by.person("POST", "/api/v1/people/invitations", { email, role: "admin" });
  const secret = (await (await invite(leaving, "second.self@example.com")).json()) as {
    link: string;
  };
  await invite(tenant, "colleague@example.com");

  await tenant.person(method, `/api/v1/people/${leaving.userId}`, body);

  const token = secret.link.split("/").at(-1) ?? "";
  expect(await lookUpInvitation(api.context.db, token, new Date())).toBeUndefined();
  const people = await (await tenant.person("GET", "/api/v1/people")).json();
  expect(people).toMatchObject({ invitations: [{ email: "colleague@example.com" }] });
});
