import { afterAll, beforeAll, expect, test } from "vitest";
import { call, makeMember, openApi, type Tenant } from "@/tests/support/api";

let api: Awaited<ReturnType<typeof openApi>>;
let owner: Tenant;

beforeAll(async () => {
  api = await openApi();
  owner = await api.tenant();
});
afterAll(() => api.close());

const origin = { origin: "http://localhost:3000" };
let guests = 0;
const newAddress = () => `guest${(guests += 1)}@example.com`;

async function invite(wanted: object = {}, by: Tenant = owner) {
  const body = { email: newAddress(), role: "member", ...wanted };
  const answer = await by.person("POST", "/api/v1/people/invitations", body);
  expect(answer.status).toBe(201);
  const sent = (await answer.json()) as { id: string; email: string; link: string };
  return { ...sent, token: sent.link.split("/").at(-1) ?? "" };
}

const accept = (body: object, headers: Record<string, string> = origin) =>
  call("POST", "/api/v1/invitations/accept", headers, body);

async function makeClient(name: string): Promise<string> {
  const id = crypto.randomUUID();
  await api.database.sql`insert into clients (workspace_id, id, name, created_at)
    values (${owner.id}, ${id}, ${name}, now())`;
  return id;
}

async function people(by: Pick<Tenant, "person"> = owner) {
  const answer = await by.person("GET", "/api/v1/people");
  return (await answer.json()) as {
    people: { id: string; email: string; role: string; sees: string[] | null }[];
    invitations: { id: string; email: string; expired: boolean }[];
  };
}

async function actions(): Promise<string[]> {
  const rows = await api.database.sql<{ action: string }[]>`
    select action from audit_log where workspace_id = ${owner.id} order by at`;
  return rows.map(({ action }) => action);
}

test("who is invited makes an account and belongs to the workspace", async () => {
  const { email, token } = await invite({ role: "viewer" });

  const answer = await accept({ token, name: "Jonas", password: "a long enough one" });

  expect([answer.status, await answer.json()]).toEqual([200, { workspaceId: owner.id, email }]);
  expect((await people()).people).toContainEqual(
    expect.objectContaining({ email, role: "viewer", name: "Jonas", sees: null }),
  );
  expect(await actions()).toEqual(
    expect.arrayContaining(["member_invited", "invitation_accepted"]),
  );
});

test("an invitation works once, and of two at once one is late", async () => {
  const { token } = await invite();
  const given = { token, name: "Jonas", password: "a long enough one" };

  const answers = await Promise.all([accept(given), accept(given)]);
  const later = await accept(given);

  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 404]);
  expect(later.status).toBe(404);
});

test("an invitation may be limited to clients, and then shows nothing else", async () => {
  const kite = await makeClient("Kite Fashion");
  const { email, token } = await invite({ clients: [kite] });

  await accept({ token, name: "Jonas", password: "a long enough one" });

  const member = (await people()).people.find((one) => one.email === email);
  expect(member?.sees).toEqual([kite]);
});

test("a client of somebody else is no client here", async () => {
  const foreign = crypto.randomUUID();
  const body = { email: newAddress(), role: "member", clients: [foreign] };

  const answer = await owner.person("POST", "/api/v1/people/invitations", body);

  expect([answer.status, await answer.json()]).toEqual([
    400,
    expect.objectContaining({ field: "clients" }),
  ]);
});

test("an account that exists needs its password, and gets no second one", async () => {
  const { email, token } = await invite();
  await accept({ token, name: "Jonas", password: "a long enough one" });
  const elsewhere = await api.tenant();
  const second = await invite({ email }, elsewhere);

  const wrong = await accept({ token: second.token, name: "Eve", password: "another long one" });
  const right = await accept({ token: second.token, password: "a long enough one" });

  expect([wrong.status, right.status]).toEqual([401, 200]);
  const rows = await api.database.sql`select name from users where email = ${email}`;
  expect(rows).toEqual([{ name: "Jonas" }]);
});

test("who is signed in as somebody else joins as that", async () => {
  const stranger = await api.tenant();
  const { token } = await invite();

  const answer = await stranger.person("POST", "/api/v1/invitations/accept", { token });

  expect(answer.status).toBe(200);
  expect((await people()).people.map(({ id }) => id)).toContain(stranger.userId);
  const entered = await stranger.person("POST", `/api/v1/workspaces/${owner.id}/enter`);
  expect(entered.status).toBe(200);
});

test.each([
  ["withdrawn", async (id: string) => void (await owner.person("DELETE", at(id)))],
  [
    "past its end",
    async (id: string) =>
      void (await api.database
        .sql`update invitations set expires_at = now() where workspace_id = ${owner.id} and id = ${id}`),
  ],
  ["sent again", async (id: string) => void (await owner.person("POST", `${at(id)}/resend`))],
])("the link of an invitation that is %s does not work", async (_name, end) => {
  const { id, token } = await invite();
  await end(id);

  const answer = await accept({ token, name: "Jonas", password: "a long enough one" });

  expect(answer.status).toBe(404);
});

test("sending again gives a new link that works; two for one address never do", async () => {
  const first = await invite();
  const again = await owner.person("POST", `${at(first.id)}/resend`);
  const { link } = (await again.json()) as { link: string };
  const other = await invite({ email: first.email });

  const old = await accept({ token: link.split("/").at(-1), name: "J", password: "0123456789" });
  const newest = await accept({ token: other.token, name: "J", password: "0123456789" });

  expect([old.status, newest.status]).toEqual([404, 200]);
});

test("only hashes of tokens are stored, and the outbox shows no link that works", async () => {
  const { token } = await invite();

  const [dump] = await api.database.sql`
    select /* across workspaces */ string_agg(i::text, ' ') || string_agg(n::text, ' ') || string_agg(r::text, ' ') as all
    from invitations i, notifications n, routes r`;

  expect(dump?.["all"]).toContain("Accept the invitation");
  expect(dump?.["all"]).not.toContain(token);
});

test("somebody who is a member already is not invited again", async () => {
  const [one] = (await people()).people;

  const body = { email: one?.email, role: "admin" };
  const answer = await owner.person("POST", "/api/v1/people/invitations", body);

  expect([answer.status, await answer.json()]).toEqual([
    409,
    expect.objectContaining({ field: "email" }),
  ]);
});

test("open invitations are shown to administrators only", async () => {
  const { id } = await invite();
  const jonas = await makeMember(api.context, owner.id, { role: "viewer" });

  expect((await people()).invitations.map((one) => one.id)).toContain(id);
  expect((await people(jonas)).invitations).toEqual([]);
});

test.each([
  ["a line end", "jonas@example.com\r\nBcc: eve@example.com"],
  ["no @", "jonas"],
  ["too long", `${"j".repeat(250)}@example.com`],
])("an address with %s is none", async (_name, email) => {
  const answer = await owner.person("POST", "/api/v1/people/invitations", {
    email,
    role: "member",
  });

  expect(answer.status).toBe(400);
});

test.each([
  ["HTML", "<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"],
  ["line ends", "Jo\r\nBcc: eve@example.com", "Jo Bcc: eve@example.com"],
  ["marks that turn the line around", "Jo\u202enas\u2066", "Jo nas"],
])("a name with %s is kept on one line", async (_name, name, kept) => {
  const { email, token } = await invite();

  await accept({ token, name, password: "a long enough one" });

  const rows = await api.database.sql`select name from users where email = ${email}`;
  expect(rows).toEqual([{ name: kept }]);
});

test("a name of 256 characters is refused in words", async () => {
  const { token } = await invite();

  const answer = await accept({ token, name: "x".repeat(256), password: "a long enough one" });

  expect([answer.status, await answer.json()]).toEqual([
    400,
    expect.objectContaining({ field: "name", detail: "Use at most 80 characters." }),
  ]);
});

test("accepting is taken from our own pages only", async () => {
  const { token } = await invite();
  const given = { token, name: "Jonas", password: "a long enough one" };

  expect((await accept(given, { origin: "https://evil.example" })).status).toBe(403);
  expect((await accept(given, {})).status).toBe(403);
});

function at(id: string): string {
  return `/api/v1/people/invitations/${id}`;
}

test("a workspace invites sixty times an hour, those that are sent again among them", async () => {
  const flood = await api.tenant();
  const { id } = await invite({}, flood);
  for (let sent = 1; sent < 60; sent += 1) await invite({}, flood);

  const body = { email: newAddress(), role: "member" };
  const more = await flood.person("POST", "/api/v1/people/invitations", body);
  const again = await flood.person("POST", `/api/v1/people/invitations/${id}/resend`);

  expect([more.status, again.status]).toEqual([429, 429]);
  await invite();
});
