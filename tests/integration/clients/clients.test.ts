import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makeMember, openApi, type Tenant } from "@/tests/support/api";
import { makeClient, makeNumber } from "@/tests/support/workspace";

let api: Awaited<ReturnType<typeof openApi>>;
let agency: Tenant;

beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  agency = await api.tenant();
});

describe("a client", () => {
  test("is made, renamed, and removed while it has no number", async () => {
    const made = await ask(agency, "POST", "/clients", { name: "  Kite   Fashion " });
    const renamed = await ask(agency, "PATCH", `/clients/${made.id}`, { name: "Kite" });
    const removed = await agency.person("DELETE", `/api/v1/clients/${made.id}`);

    expect([made.name, renamed.name, renamed.numbers]).toEqual(["Kite Fashion", "Kite", 0]);
    expect(removed.status).toBe(200);
    expect(await actions()).toEqual(["client_created", "client_renamed", "client_removed"]);
    expect((await ask(agency, "GET", "/clients")).clients).toEqual([]);
  });

  test("stays while a number is its", async () => {
    const kite = await makeClient(api.context, agency.id, "Kite");
    await makeNumber(api.context, agency.id, { clientId: kite });

    const refused = await agency.person("DELETE", `/api/v1/clients/${kite}`);

    expect(refused.status).toBe(409);
    expect((await ask(agency, "GET", "/clients")).clients).toMatchObject([{ numbers: 1 }]);
  });

  test("shares its name with no other, also when two are made at once", async () => {
    const answers = await Promise.all(
      ["Kite", "Kite"].map((name) => agency.person("POST", "/api/v1/clients", { name })),
    );
    const roast = await ask(agency, "POST", "/clients", { name: "Roast" });
    const renamed = await agency.person("PATCH", `/api/v1/clients/${roast.id}`, { name: "Kite" });

    expect(answers.map(({ status }) => status).toSorted((left, right) => left - right)).toEqual([
      201, 409,
    ]);
    expect(renamed.status).toBe(409);
    expect(await renamed.json()).toMatchObject({ field: "name" });
  });

  test.each([
    ["an empty name", ""],
    ["a blank name", "  "],
    ["a name too long", "x".repeat(81)],
  ])("is refused with %s", async (_what, name) => {
    const answer = await agency.person("POST", "/api/v1/clients", { name });

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ field: "name" });
  });
});

describe("a name given here", () => {
  test("stands before WhatsApp's until it is taken away", async () => {
    const id = await makeNumber(api.context, agency.id, { name: "KITE FASHION PVT" });

    const named = await ask(agency, "PATCH", `/numbers/${id}`, { name: "Kite – Offers" });
    const listed = await ask(agency, "GET", "/numbers");
    const bare = await ask(agency, "PATCH", `/numbers/${id}`, { name: "" });

    expect([named.name, listed.numbers[0]?.name]).toEqual(["Kite – Offers", "Kite – Offers"]);
    expect([bare.name, bare.givenName]).toEqual(["KITE FASHION PVT", null]);
    expect(await actions()).toEqual(["number_named", "number_named"]);
  });

  test("is written down once when it is given twice", async () => {
    const id = await makeNumber(api.context, agency.id);
    await ask(agency, "PATCH", `/numbers/${id}`, { name: "Offers" });
    await ask(agency, "PATCH", `/numbers/${id}`, { name: "Offers" });

    expect(await actions()).toEqual(["number_named"]);
  });

  test("of an account that others share is not for who sees only a part of it", async () => {
    const account = crypto.randomUUID();
    await api.context.sql`insert into accounts (workspace_id, id, waba_id, name, created_at)
      values (${agency.id}, ${account}, '104455667788990', 'SHARED', now())`;
    const [kite, roast] = await Promise.all(
      ["Kite", "Roast"].map((name) => makeClient(api.context, agency.id, name)),
    );
    await makeNumber(api.context, agency.id, { accountId: account, clientId: kite });
    const jonas = await makeMember(api.context, agency.id, {
      role: "member",
      clients: [kite ?? ""],
    });
    const rename = () =>
      jonas.person("PATCH", "/api/v1/accounts/104455667788990", { name: "Kite" });

    expect((await rename()).status).toBe(200);
    await makeNumber(api.context, agency.id, {
      accountId: account,
      clientId: roast,
      number: "+15550100002",
    });
    expect((await rename()).status).toBe(403);
  });

  test("stands for an account too, by WhatsApp's id of it", async () => {
    const account = crypto.randomUUID();
    await api.context.sql`insert into accounts (workspace_id, id, waba_id, name, created_at)
      values (${agency.id}, ${account}, '104455667788990', 'KITE PVT', now())`;
    await makeNumber(api.context, agency.id, { accountId: account });

    await ask(agency, "PATCH", "/accounts/104455667788990", { name: "Kite" });

    expect((await ask(agency, "GET", "/numbers")).numbers).toMatchObject([
      { accountName: "Kite", accountGivenName: "Kite" },
    ]);
    expect(await actions()).toEqual(["account_named"]);
  });
});

describe("numbers", () => {
  test("come to a client many at once, all or none", async () => {
    const kite = await makeClient(api.context, agency.id, "Kite");
    const numbers = [
      await makeNumber(api.context, agency.id),
      await makeNumber(api.context, agency.id),
    ];

    const partly = await agency.person("POST", "/api/v1/clients/assignments", {
      numbers: [...numbers, crypto.randomUUID()],
      clientId: kite,
    });
    expect(partly.status).toBe(404);
    expect(await ask(agency, "GET", "/clients")).toMatchObject({ clients: [{ numbers: 0 }] });

    const all = await ask(agency, "POST", "/clients/assignments", { numbers, clientId: kite });
    expect(all.moved).toBe(2);
    expect(await ask(agency, "GET", "/clients")).toMatchObject({ clients: [{ numbers: 2 }] });
  });

  test("never come to another workspace's client", async () => {
    const elsewhere = await makeClient(api.context, (await api.tenant()).id, "Kite");
    const id = await makeNumber(api.context, agency.id);

    const answer = await agency.person("PATCH", `/api/v1/numbers/${id}`, { clientId: elsewhere });

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ field: "clientId" });
  });

  test("are not moved by who sees some clients only, who may name them", async () => {
    const kite = await makeClient(api.context, agency.id, "Kite");
    const id = await makeNumber(api.context, agency.id, { clientId: kite });
    const asha = await makeMember(api.context, agency.id, { role: "member", clients: [kite] });

    const moved = await asha.person("PATCH", `/api/v1/numbers/${id}`, { clientId: null });
    const named = await asha.person("PATCH", `/api/v1/numbers/${id}`, { name: "Offers" });
    const made = await asha.person("POST", "/api/v1/clients", { name: "Mine" });

    expect([moved.status, named.status, made.status]).toEqual([403, 200, 404]);
    expect(await (await asha.person("GET", "/api/v1/clients")).json()).toMatchObject({
      clients: [{ id: kite }],
    });
  });
});

type Any = Record<string, unknown> & { id: string; numbers: { name: string }[] };

async function ask(
  { person }: Tenant,
  method: "GET" | "POST" | "PATCH",
  address: string,
  body?: unknown,
): Promise<Any & Record<"name" | "clients" | "moved" | "givenName", unknown>> {
  const answer = await person(method, `/api/v1${address}`, body);
  expect(answer.ok).toBe(true);
  return answer.json();
}

/** Without those of making the tenant's keys. */
async function actions(): Promise<string[]> {
  const rows = await api.database.sql<{ action: string }[]>`
    select action from audit_log where workspace_id = ${agency.id} and action not like 'key_%' order by at, id`;
  return rows.map(({ action }) => action);
}
