import { afterAll, beforeAll, expect, test } from "vitest";
import { makeMember, openApi, type Tenant } from "@/tests/support/api";

let api: Awaited<ReturnType<typeof openApi>>;
let owner: Tenant;

beforeAll(async () => {
  api = await openApi();
  owner = await api.tenant();
});
afterAll(() => api.close());

const newPerson = () => makeMember(api.context, owner.id, { role: "viewer" });

test("a person makes another workspace, is its administrator, and moves between the two", async () => {
  const person = await newPerson();
  const wanted = { name: "Second agency", zone: "Europe/Berlin" };

  const made = await person.person("POST", "/api/v1/workspaces", wanted);
  const { id } = (await made.json()) as { id: string };

  const here = async () =>
    (await (await person.person("GET", "/api/v1/workspaces")).json()) as {
      workspaces: { id: string; role: string; here: boolean }[];
    };
  expect((await here()).workspaces).toContainEqual(
    expect.objectContaining({ id, role: "admin", here: true }),
  );
  expect((await person.person("POST", `/api/v1/workspaces/${owner.id}/enter`)).status).toBe(200);
  expect((await here()).workspaces.find((one) => one.here)?.id).toBe(owner.id);
});

test("a workspace one does not belong to cannot be entered, like one that is not there", async () => {
  const [person, stranger] = [await newPerson(), await api.tenant()];

  const foreign = await person.person("POST", `/api/v1/workspaces/${stranger.id}/enter`);
  const nowhere = await person.person("POST", `/api/v1/workspaces/${crypto.randomUUID()}/enter`);

  expect([foreign.status, await foreign.json()]).toEqual([nowhere.status, await nowhere.json()]);
  expect(foreign.status).toBe(404);
});

test("two workspaces of one name have addresses of their own", async () => {
  const person = await newPerson();
  const wanted = { name: "Twins", zone: "UTC" };

  await person.person("POST", "/api/v1/workspaces", wanted);
  await person.person("POST", "/api/v1/workspaces", wanted);

  const rows = await api.database.sql`select slug from workspaces where name = 'Twins'`;
  expect(new Set(rows.map((row) => String(row["slug"]))).size).toBe(2);
});

test("name and zone are the person's own, in every role", async () => {
  const person = await newPerson();

  const answer = await person.person("PATCH", "/api/v1/me", { name: "Jonas", zone: "Asia/Tokyo" });
  const back = await person.person("PATCH", "/api/v1/me", { zone: null });

  expect(await answer.json()).toMatchObject({ name: "Jonas", zone: "Asia/Tokyo", role: "viewer" });
  expect(await back.json()).toMatchObject({ name: "Jonas", zone: null });
});

test("a demo that is asked for many times at once is made once", async () => {
  const person = await newPerson();

  const answers = await Promise.all(
    Array.from({ length: 4 }, () => person.person("POST", "/api/v1/demo", { zone: "UTC" })),
  );

  const ids = await Promise.all(answers.map((answer) => answer.json()));
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  expect(ids).toEqual(ids.map(() => ids[0]));
});

test("nobody fills the installation with workspaces", async () => {
  const person = await newPerson();
  await api.database.sql`
    with made as (
      insert into workspaces /* across workspaces */ (id, slug, name, zone, wrapped_key, created_at)
      select id, id::text, 'One of many', 'UTC', ''::bytea, now() from (select gen_random_uuid() as id from generate_series(1, 49)) x
      returning id)
    insert into memberships (workspace_id, user_id, role, created_at)
    select id, ${person.userId}, 'admin', now() from made`;

  const answers = await Promise.all(
    ["One more", "Two more"].map((name) =>
      person.person("POST", "/api/v1/workspaces", { name, zone: "UTC" }),
    ),
  );

  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
});
