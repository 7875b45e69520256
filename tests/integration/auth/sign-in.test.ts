import type { CredentialsConfig } from "next-auth/providers/credentials";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findSession } from "@/lib/auth/find-session";
import { nextAuthOptions } from "@/lib/auth/next-auth-options";
import { pledge } from "@/lib/services/pledge";
import { setUp } from "@/lib/services/set-up";
import { makeDatabase } from "@/tests/support/database";
import type { TestDatabase } from "@/tests/support/database";
import { makeAuthCore, maya, now } from "./auth-core";

let database: TestDatabase;
let core: ReturnType<typeof makeAuthCore>;

beforeAll(async () => {
  database = await makeDatabase();
  core = makeAuthCore(database);
  await setUp(core, maya, now);
});
afterAll(() => database.close());

function options(at = now) {
  return nextAuthOptions(core, () => at);
}

async function tryPassword(email: string, password: string, at = now) {
  const [provider] = options(at).providers as CredentialsConfig[];
  // next-auth keeps the given function under `options` and a stub beside it.
  const given = (provider as unknown as { options: CredentialsConfig }).options;
  return given.authorize({ email, password }, { headers: {}, body: {}, query: {}, method: "POST" });
}

test.each([
  ["the right password", "maya@example.com", maya.password, true],
  ["an address in capitals", " Maya@Example.COM ", maya.password, true],
  ["a wrong password", "maya@example.com", "not the one", false],
  ["a person who is not there", "nobody@example.com", maya.password, false],
])("%s", async (_name, email, password, isLetIn) => {
  expect((await tryPassword(email, password)) !== null).toBe(isLetIn);
});

test("guessing is slowed down, and the right password waits too", async () => {
  for (let time = 0; time < 5; time += 1) await tryPassword("guess@example.com", `guess ${time}`);

  await expect(tryPassword("guess@example.com", "one more")).rejects.toThrow("TooManyTries");
  expect(
    await tryPassword("guess@example.com", "later", new Date(now.getTime() + 3_000)),
  ).toBeNull();
});

test("signing in opens a session in the person's workspace; only the hash of its id is stored", async () => {
  const user = await tryPassword("maya@example.com", maya.password);
  const token = await options().callbacks?.jwt?.({
    token: {},
    user: user ?? { id: "" },
    account: null,
  });

  const sid = token?.["sid"] as string;
  expect(await findSession(core.db, sid, now)).toMatchObject({
    email: "maya@example.com",
    workspaceName: "Bluebird Agency",
    role: "admin",
    pledgedAt: null,
  });
  const [dump] =
    await database.sql`select string_agg(s::text, ' ') as all from sessions s where workspace_id is not null`;
  expect(dump?.["all"]).not.toContain(sid);
});

test("“That is us” is seen at once, and its first moment stays", async () => {
  const user = await tryPassword("maya@example.com", maya.password);
  const token = await options().callbacks?.jwt?.({
    token: {},
    user: user ?? { id: "" },
    account: null,
  });
  const sid = token?.["sid"] as string;
  const before = await findSession(core.db, sid, now);

  await pledge(core.db, before?.workspaceId ?? "", now);
  await pledge(core.db, before?.workspaceId ?? "", new Date(now.getTime() + 1_000));

  expect((await findSession(core.db, sid, now))?.pledgedAt).toEqual(now);
});

test.each([
  ["http://localhost:3000", "banguard.session", false],
  ["https://banguard.example.com", "__Secure-banguard.session", true],
])("under %s the cookie is %s", (appUrl, name, secure) => {
  const { cookies } = nextAuthOptions({ ...core, env: { ...core.env, appUrl } }, () => now);

  expect(cookies?.sessionToken).toMatchObject({
    name,
    options: { secure, httpOnly: true, sameSite: "lax" },
  });
});
