import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { insertFacts } from "@/db/queries/insert-facts";
import { accounts } from "@/db/schema";
import { dimensions } from "@/lib/domain/counts";
import { runId } from "@/lib/domain/run-id";
import { hourStart } from "@/lib/domain/time";
import { createSource } from "@/lib/services/create-source";
import { scoreClaimedNumber } from "@/lib/services/score-number";
import { appFolder, listAddresses, makeMember, openApi, type Tenant } from "@/tests/support/api";
import { commit, event, makeClient, makeNumber } from "@/tests/support/workspace";
import { type Owned, pages, routes } from "./isolation-cases";

let api: Awaited<ReturnType<typeof openApi>>;
let owner: Tenant;
let stranger: Tenant;
/** A member of the owner's workspace who is limited to another client. */
let limited: Awaited<ReturnType<typeof makeMember>>;
let theirs: string;
let owned: Owned;

beforeAll(async () => {
  api = await openApi();
  [owner, stranger] = await Promise.all([api.tenant(), api.tenant()]);
  owned = await fill(owner);
  ({ limited, theirs } = await shareOut(owner));
});
afterAll(() => api.close());

test("every address has a case, and no case is without its address", () => {
  expect(Object.keys(routes).toSorted()).toEqual(listAddresses("route.ts"));
  expect(Object.keys(pages).toSorted()).toEqual(listAddresses("page.tsx"));
});

const naming = Object.entries(routes).flatMap(([file, one]) =>
  "of" in one ? [[file, one.of] as const] : [],
);
const listing = Object.entries(routes).flatMap(([file, one]) =>
  "list" in one ? [[file, one.list] as const] : [],
);

function unknownOf(): Owned {
  return Object.fromEntries(
    Object.keys(owned).map((name) => [
      name,
      name === "source" ? "0".repeat(32) : name === "phone" ? "+15559999999" : crypto.randomUUID(),
    ]),
  ) as unknown as Owned;
}

test.each(naming)("%s answers a stranger as it answers an unknown id", async (_file, of) => {
  const unknown = unknownOf();
  for (const [at, [method, address, body]] of of(owned).entries()) {
    const [, nowhere = ""] = of(unknown)[at] ?? [];

    const answer = await stranger.person(method, address, body);
    const toUnknown = await stranger.person(method, nowhere, body);

    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual(await toUnknown.json());
    expect(toUnknown.status).toBe(404);
  }
});

test.each(naming)(
  "%s answers who is limited to another client as an unknown id",
  async (_f, of) => {
    const unknown = unknownOf();
    for (const [at, [method, address, body]] of of(owned).entries()) {
      const [, nowhere = ""] = of(unknown)[at] ?? [];

      const answer = await limited.person(method, address, body);
      const toUnknown = await limited.person(method, nowhere, body);

      expect([403, 404]).toContain(answer.status);
      expect(await answer.json()).toEqual(await toUnknown.json());
    }
  },
);

test.each(listing)("%s shows who is limited nothing of another client", async (_file, asks) => {
  for (const [method, address] of asks) {
    const answer = await limited.person(method, address);
    const text = await answer.text();

    expect([200, 403, 404]).toContain(answer.status);
    for (const secret of Object.values(owned)) expect(text).not.toContain(secret);
  }
});

test("who is limited does see the numbers of their client", async () => {
  const listed = await limited.person("GET", "/api/v1/numbers");
  const one = await limited.person("GET", `/api/v1/numbers/${theirs}`);

  expect(await listed.json()).toMatchObject({ numbers: [{ id: theirs }] });
  expect(one.status).toBe(200);
});

test.each(naming)("%s lets the owner in by the same address", async (_file, of) => {
  for (const [method, address, body] of of(owned).filter(([method]) => method === "GET")) {
    expect((await owner.person(method, address, body)).status).toBe(200);
  }
});

test.each(listing)("%s shows a stranger nothing of the owner's", async (_file, asks) => {
  for (const [method, address] of asks) {
    const [own, foreign] = await Promise.all([
      owner.person(method, address),
      stranger.person(method, address),
    ]);
    const text = await foreign.text();

    expect([own.status, foreign.status]).toEqual([200, 200]);
    for (const secret of Object.values(owned)) expect(text).not.toContain(secret);
  }
});

test("lists do show the owner's own", async () => {
  const shown = await Promise.all(
    listing.flatMap(([, asks]) =>
      asks.map(async ([method, address]) => (await owner.person(method, address)).text()),
    ),
  );
  const all = shown.join();

  for (const name of ["number", "phone", "alert", "mail", "source", "key", "userId"] as const) {
    expect(all).toContain(owned[name]);
  }
});

/** `reach` bounds what is shown; a page about the person themselves names them; the rest is for the whole workspace's readers. */
const session =
  /\{ .*\b(reach|userId)\b.*\} = await requirePageSession\(|\{ \w+\b.*\} = await requireWholePageSession\(/;
const services = /from "@\/lib\/services\/([\w-]+)"/g;

test.each(Object.entries(pages).filter(([, how]) => how === "own workspace"))(
  "%s uses services of the tested routes only, within the session's reach",
  (file) => {
    const text = readFileSync(path.join(appFolder, file), "utf8");
    const tested = Object.keys(routes).flatMap((route) => [
      ...readFileSync(path.join(appFolder, route), "utf8").matchAll(services),
    ]);
    const used = [...text.matchAll(services)].map(([, name]) => name);

    expect(text).not.toMatch(/from "@\/db\//);
    expect(tested.map(([, name]) => name)).toEqual(expect.arrayContaining(used));
    expect(used.length === 0 || session.test(text)).toBe(true);
  },
);

test.each([
  ["no key", {}],
  ["a key nobody made", { authorization: "Bearer bg_0000000000000000" }],
])("nothing is told to who comes with %s", async (_name, headers) => {
  const { call } = await import("@/tests/support/api");
  for (const [method, address, body] of [
    ...naming.flatMap(([, of]) => of(owned)),
    ...listing.flatMap(([, asks]) => asks),
  ]) {
    expect((await call(method, address, headers, body)).status).toBe(401);
  }
});

test("a key that may only read writes nothing", async () => {
  const writes = naming.flatMap(([, of]) => of(owned)).filter(([method]) => method !== "GET");

  for (const [method, address, body] of writes) {
    expect((await owner.reader(method, address, body)).status).toBe(403);
  }
});

/** The owner's number and a second one belong to two clients; somebody sees the second only. */
async function shareOut({ id: workspaceId }: Tenant) {
  const { context } = api;
  const roast = await makeClient(context, workspaceId, "Roast");
  const second = { number: "+15550108888", name: "Deals", clientId: roast };
  return {
    theirs: await makeNumber(context, workspaceId, second),
    limited: await makeMember(context, workspaceId, { role: "member", clients: [roast] }),
  };
}

/** Something of everything. */
async function fill({ id: workspaceId, zone, userId }: Tenant): Promise<Owned> {
  const { context } = api;
  const now = new Date();
  const name = "Kite Fashion only the owner knows";
  // Ids that no other figure of an answer can be taken for.
  const named = { campaign: 987_654_320, list: 987_654_321 };
  for (const dimension of ["campaign", "list"] as const) {
    await context.sql`insert into labels (workspace_id, id, dimension, text, created_at) overriding system value
      values (${workspaceId}, ${named[dimension]}, ${dimensions[dimension]}, ${name}, ${now})`;
  }
  const phone = "+15550107777";
  const client = await makeClient(context, workspaceId, "Kite");
  const account = crypto.randomUUID();
  const waba = "104455667788990";
  await context.db
    .insert(accounts)
    .values({ workspaceId, id: account, wabaId: waba, name, createdAt: now });
  const own = { number: phone, name, clientId: client, accountId: account };
  const id = await makeNumber(context, workspaceId, own);
  await context.sql`insert into number_aliases (workspace_id, kind, value, number_id) values (${workspaceId}, 'e164', ${phone}, ${id})`;
  await commit(
    context,
    { id: workspaceId, zone },
    [event(id, "sent", now, { category: "marketing", ...named })],
    now,
  );
  await insertFacts(
    context.sql,
    workspaceId,
    [
      {
        nodeKind: "number",
        nodeId: id,
        at: now.getTime(),
        dedupe: crypto.randomUUID(),
        kind: "quality",
        value: "red",
      },
    ],
    now.getTime(),
  );
  await scoreClaimedNumber(
    context,
    { workspaceId, kind: "score", targetId: id, lease: now, lastEventAt: now, markedAt: null },
    now,
  );
  const [alert, mail] = [crypto.randomUUID(), crypto.randomUUID()];
  await context.sql`insert into alerts (workspace_id, id, rule, severity, state, target_kind, target_id, scope, opened_at, title, reason, evidence)
    values (${workspaceId}, ${alert}, 'number_high', 'high', 'open', 'number', ${id}, 'made by hand', ${now}, ${name}, ${name}, '{}')`;
  await context.sql`insert into notifications (workspace_id, id, dedupe, alert_id, kind, recipient, subject, preview, text, html, message_id, state, created_at)
    values (${workspaceId}, ${mail}, ${mail}, ${alert}, 'opened', 'maya@example.com', ${name}, ${name}, ${name}, ${name}, ${mail}, 'kept', ${now})`;
  const source = await createSource(
    context,
    workspaceId,
    { provider: "meta", name, credentials: { appSecret: "s" } },
    now,
  );
  const file = crypto.randomUUID();
  await context.sql`insert into imports (workspace_id, id, origin, file, state, started_at)
    values (${workspaceId}, ${file}, 1, ${name}, 'done', ${now})`;
  const invitation = crypto.randomUUID();
  await context.sql`insert into invitations (workspace_id, id, email, role, token_hash, created_at, expires_at)
    values (${workspaceId}, ${invitation}, 'jonas@example.com', 'member', ${invitation}, ${now}, ${new Date(now.getTime() + 86_400_000)})`;
  const [key] = await context.sql<
    { id: string }[]
  >`select id from api_keys where workspace_id = ${workspaceId} limit 1`;
  return {
    workspaceId,
    userId,
    number: id,
    phone,
    alert,
    mail,
    source: source.id,
    key: key?.id ?? "",
    invitation,
    client,
    account,
    file,
    campaign: runId({
      numberId: id,
      label: named.campaign,
      hour: hourStart(now.getTime(), zone),
    }),
    list: String(named.list),
    name,
  };
}
