import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, expect, test } from "vitest";
import { insertSession } from "@/db/queries/sessions";
import { nextAuthOptions } from "@/lib/auth/next-auth-options";
import { requireApiCaller } from "@/lib/auth/session";
import type { Scope } from "@/lib/auth/session";
import { hashToken } from "@/lib/auth/token";
import { createApiKey } from "@/lib/services/create-api-key";
import { listApiKeys } from "@/lib/services/list-api-keys";
import { revokeApiKey } from "@/lib/services/revoke-api-key";
import { setUp } from "@/lib/services/set-up";
import { makeDatabase } from "@/tests/support/database";
import type { TestDatabase } from "@/tests/support/database";
import { makeAuthCore, maya, now } from "./auth-core";

let database: TestDatabase;
let core: ReturnType<typeof makeAuthCore>;
let workspaceId: string;
let userId: string;

beforeAll(async () => {
  database = await makeDatabase();
  core = makeAuthCore(database);
  await setUp(core, maya, now);
  const [row] =
    await database.sql`select /* across workspaces */ workspace_id, user_id from memberships`;
  workspaceId = row?.["workspace_id"] as string;
  userId = row?.["user_id"] as string;
});
afterAll(() => database.close());

const later = (ms: number) => new Date(now.getTime() + ms);

async function cookieOf(sessionId: string) {
  const token = await encode({ token: { sid: sessionId }, secret: core.env.authSecret });
  return `banguard.session=${token}`;
}

async function signedIn(sessionId: string, expiresAt = later(86_400_000)) {
  const idHash = hashToken(sessionId);
  await insertSession(core.db, { idHash, userId, workspaceId, createdAt: now, expiresAt });
  return cookieOf(sessionId);
}

function call(headers: Record<string, string>, scope: Scope = "read", at = now) {
  return requireApiCaller(
    core,
    new Request("http://localhost:3000/api/v1/numbers", { headers }),
    scope,
    at,
  );
}

test("a session may read, and write from our own pages", async () => {
  const cookie = await signedIn("one");

  expect(await call({ cookie })).toMatchObject({
    workspaceId,
    userId,
    role: "admin",
    scope: "write",
  });
  expect(await call({ cookie, origin: "http://localhost:3000" }, "write")).toMatchObject({
    userId,
  });
});

test.each([
  ["another site", { origin: "https://evil.example" }],
  ["nowhere", {}],
])("a write with a cookie from %s is refused", async (_name, more) => {
  const cookie = await signedIn(`from ${_name}`);

  await expect(call({ cookie, ...more }, "write")).rejects.toMatchObject({ code: "forbidden" });
});

test.each([
  ["no cookie", async () => ""],
  ["a cookie we did not make", async () => "banguard.session=abc"],
  ["a session that is not in the table", async () => cookieOf("unknown")],
  ["a session past its end", async () => signedIn("expired", later(-1))],
])("%s is not signed in", async (_name, cookie) => {
  await expect(call({ cookie: await cookie() })).rejects.toMatchObject({ code: "unauthorized" });
});

test("signing out ends the session at once, and twice is harmless", async () => {
  const cookie = await signedIn("leaving");
  await call({ cookie });
  const { events } = nextAuthOptions(core, () => now);

  for (let time = 0; time < 2; time += 1) {
    await events?.signOut?.({ token: { sid: "leaving" }, session: undefined as never });
  }

  await expect(call({ cookie })).rejects.toMatchObject({ code: "unauthorized" });
});

test("a session ended elsewhere is noticed within ten seconds", async () => {
  const cookie = await signedIn("ended elsewhere");
  await call({ cookie });
  await database.sql`update sessions set revoked_at = now() where id_hash = ${hashToken("ended elsewhere")}`;

  await expect(call({ cookie }, "read", later(10_000))).rejects.toMatchObject({
    code: "unauthorized",
  });
});

test("a removed member is out, though the session row still lives", async () => {
  const cookie = await signedIn("removed");
  await database.sql`update sessions set workspace_id = gen_random_uuid() where id_hash = ${hashToken("removed")}`;

  await expect(call({ cookie })).rejects.toMatchObject({ code: "unauthorized" });
});

test("an API key is shown once, stored as a hash, and opens its own workspace only", async () => {
  const { key, id } = await createApiKey(
    core.db,
    workspaceId,
    { name: "CRM", scope: "write" },
    now,
  );

  expect(await call({ authorization: `Bearer ${key}` }, "write")).toMatchObject({
    workspaceId,
    role: "key",
  });
  const [dump] = await database.sql`
    select /* across workspaces */ string_agg(k::text, ' ') || string_agg(r::text, ' ') as all from api_keys k, routes r`;
  expect(dump?.["all"]).not.toContain(key);
  const listed = (await listApiKeys(core.db, workspaceId)).keys.find((one) => one.id === id);
  expect(listed).toMatchObject({
    name: "CRM",
    scope: "write",
    hint: `${key.slice(0, 7)}…`,
    revokedAt: null,
  });
});

test("a read key may not write", async () => {
  const { key } = await createApiKey(core.db, workspaceId, { name: "BI", scope: "read" }, now);

  await expect(call({ authorization: `Bearer ${key}` }, "write")).rejects.toMatchObject({
    code: "forbidden",
  });
});

test.each(["Bearer bg_unknown_unknown", "Bearer ", "Basic bWF5YTp4", "bg_no_scheme_at_all"])(
  "%s is no key, and a valid cookie beside it does not help",
  async (authorization) => {
    const cookie = await signedIn(`beside ${authorization}`);

    await expect(call({ authorization, cookie })).rejects.toMatchObject({ code: "unauthorized" });
  },
);

test("a revoked key stops within ten seconds; revoking again changes nothing", async () => {
  const { key, id } = await createApiKey(core.db, workspaceId, { name: "Old", scope: "read" }, now);
  await call({ authorization: `Bearer ${key}` });

  const first = await revokeApiKey(core.db, workspaceId, id, later(1_000));
  const second = await revokeApiKey(core.db, workspaceId, id, later(2_000));

  expect(second.revokedAt).toBe(first.revokedAt);
  await expect(
    call({ authorization: `Bearer ${key}` }, "read", later(11_000)),
  ).rejects.toMatchObject({
    code: "unauthorized",
  });
});

test("another workspace's key cannot be revoked or listed", async () => {
  const { key, id } = await createApiKey(
    core.db,
    workspaceId,
    { name: "Mine", scope: "read" },
    now,
  );
  const stranger = "0193a000-0000-7000-8000-000000000000";

  await expect(revokeApiKey(core.db, stranger, id, now)).rejects.toMatchObject({
    code: "not_found",
  });
  expect((await listApiKeys(core.db, stranger)).keys).toEqual([]);
  expect(await call({ authorization: `Bearer ${key}` })).toMatchObject({ workspaceId });
});
