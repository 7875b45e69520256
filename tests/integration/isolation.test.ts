import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  appFolder,
  listAddresses,
  type makeMember,
  openApi,
  type Tenant,
} from "@/tests/support/api";
import { type Owned, pages, routes } from "./isolation-cases";
import { fill, shareOut } from "./isolation-owner";

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
  owned = await fill(api.context, owner);
  ({ limited, theirs } = await shareOut(api.context, owner));
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
  /\{ .*\b(reach|userId)\b.*\} = await requirePageSession\(|\{ \w+\b.*\} = await require(?:Whole|Admin)PageSession\(/;
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
