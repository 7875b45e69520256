import { afterEach, beforeEach, expect, test } from "vitest";
import { findApiKey } from "@/lib/auth/find-session";
import { isPassword } from "@/lib/auth/password";
import { firstAccount, isSetupCode, setUp, setUpFromEnvironment } from "@/lib/services/set-up";
import { placeOf } from "@/lib/services/vault";
import { makeDatabase } from "@/tests/support/database";
import type { TestDatabase } from "@/tests/support/database";
import { makeAuthCore, maya, now } from "./auth-core";

let database: TestDatabase;
beforeEach(async () => {
  database = await makeDatabase();
});
afterEach(() => database.close());

const setup = {
  email: "Jonas@Example.com",
  password: "headless-first",
  workspace: "Kite Fashion",
  apiKey: "bg_first_start_key",
  timezone: "Asia/Kolkata",
};

test("the first visitor gets an account, a workspace in their zone and its own key", async () => {
  const core = makeAuthCore(database);

  await setUp(core, maya, now);

  const [row] = await database.sql`
    select u.email, u.password_hash, w.id, w.slug, w.zone, w.pledged_at, w.wrapped_key, m.role, m.receives_mails
    from users u join memberships m on m.user_id = u.id join workspaces w on w.id = m.workspace_id`;
  expect(row).toMatchObject({
    email: "maya@example.com",
    slug: "bluebird-agency",
    zone: "Asia/Kolkata",
    pledged_at: null,
    role: "admin",
    receives_mails: true,
  });
  expect(row?.["password_hash"]).toMatch(/^\$argon2id\$/);
  expect(await isPassword(maya.password, row?.["password_hash"] as string)).toBe(true);
  expect(
    core.vault.open(row?.["wrapped_key"] as Buffer, placeOf("workspace", String(row?.["id"]))),
  ).toHaveLength(32);
});

test("of two visitors at once one wins and the other is told so", async () => {
  const core = makeAuthCore(database);
  const rival = { ...maya, email: "rival@example.com", workspace: "Rival" };

  const results = await Promise.allSettled([setUp(core, maya, now), setUp(core, rival, now)]);

  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(results.find(({ status }) => status === "rejected")).toMatchObject({
    reason: { code: "conflict" },
  });
  const [counts] = await database.sql`
    select (select count(*)::int from users) as users, (select count(*)::int from workspaces) as workspaces`;
  expect(counts).toEqual({ users: 1, workspaces: 1 });
});

test("a headless first start makes account, workspace and key once, and never overwrites", async () => {
  const core = makeAuthCore(database, { setup });
  const again = makeAuthCore(database, {
    setup: { ...setup, workspace: "Other", apiKey: "bg_other_key_1" },
  });

  const first = await setUpFromEnvironment(core, now);
  const second = await setUpFromEnvironment(again, now);

  expect([first, second]).toEqual(["made", "nothing to do"]);
  expect(await database.sql`select name, zone from workspaces`).toMatchObject([
    { name: "Kite Fashion", zone: "Asia/Kolkata" },
  ]);
  expect(await database.sql`select email, name from users`).toMatchObject([
    { email: "jonas@example.com", name: "Jonas" },
  ]);
  expect(await findApiKey(core.db, "bg_first_start_key", now)).toMatchObject({ scope: "write" });
  expect(await findApiKey(core.db, "bg_other_key_1", now)).toBeUndefined();
});

test("without SETUP_ values nothing is made", async () => {
  expect(await setUpFromEnvironment(makeAuthCore(database), now)).toBe("nothing to do");
  expect(await database.sql`select 1 from users`).toHaveLength(0);
});

test.each([
  ["any code while only this computer can reach us", undefined, "", true],
  ["the printed code", "7KQ2-MX4P", " 7KQ2-MX4P ", true],
  ["no other code", "7KQ2-MX4P", "7KQ2-MX4Q", false],
  ["no empty code", "7KQ2-MX4P", "", false],
] as const)("/setup takes %s", (_name, setupCode, given, taken) => {
  expect(isSetupCode({ setupCode }, given)).toBe(taken);
});

test.each([
  ["a short password", { password: "short" }],
  ["an address that is none", { email: "maya" }],
  ["a zone that is not known", { zone: "Mars/Base" }],
  ["an empty workspace name", { workspace: "  " }],
])("/setup refuses %s", (_name, wrong) => {
  expect(firstAccount.safeParse({ ...maya, ...wrong }).success).toBe(false);
});
