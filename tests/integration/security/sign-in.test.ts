import type { CredentialsConfig } from "next-auth/providers/credentials";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { insertSession } from "@/db/queries/sessions";
import { findSession } from "@/lib/auth/find-session";
import { nextAuthOptions } from "@/lib/auth/next-auth-options";
import { hashToken } from "@/lib/auth/token";
import { setUp } from "@/lib/services/set-up";
import { makeAuthCore, maya, now } from "@/tests/integration/auth/auth-core";
import { makeDatabase } from "@/tests/support/database";
import type { TestDatabase } from "@/tests/support/database";

let database: TestDatabase;
let core: ReturnType<typeof makeAuthCore>;

beforeAll(async () => {
  database = await makeDatabase();
  core = makeAuthCore(database);
  await setUp(core, maya, now);
});
afterAll(() => database.close());

async function tryPassword(email: string, password: string) {
  const [provider] = nextAuthOptions(core, () => now).providers as CredentialsConfig[];
  // next-auth keeps the given function under `options` and a stub beside it.
  const given = (provider as unknown as { options: CredentialsConfig }).options;
  return given.authorize({ email, password }, { headers: {}, body: {}, query: {}, method: "POST" });
}

test("guesses sent at once are slowed down like guesses sent one after the other", async () => {
  const guesses = Array.from({ length: 20 }, (_, index) =>
    tryPassword("crowd@example.com", `guess ${index}`),
  );

  const tried = (await Promise.allSettled(guesses)).filter(({ status }) => status === "fulfilled");

  expect(tried).toHaveLength(5);
});

test.each(["a\0b@example.com", "\ud800@example.com"])(
  "an address the database cannot hold (%j) is a wrong one",
  async (email) => {
    expect(await tryPassword(email, maya.password)).toBeNull();
  },
);

test("a database that fails puts no statement into the answer's address", async () => {
  const output = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  await database.sql`alter table users rename to users_away`;
  try {
    await expect(tryPassword("maya@example.com", maya.password)).rejects.toThrow(/^Unavailable$/);
  } finally {
    await database.sql`alter table users_away rename to users`;
    output.mockRestore();
  }
});

test("a flood of sign-ins is cut off, and leaves the rest its turn", async () => {
  const flood = Array.from({ length: 120 }, (_, index) =>
    tryPassword(`flood${index}@example.com`, "guess"),
  );

  const began = performance.now();
  await database.sql`select 1`;
  const waitedMs = performance.now() - began;
  const refused = (await Promise.allSettled(flood)).filter(({ status }) => status === "rejected");

  expect(refused.length).toBeGreaterThan(80);
  expect(refused[0]).toMatchObject({ reason: { message: "Busy" } });
  expect(waitedMs).toBeLessThan(250);
});

test("signing in ends the session that the browser had, planted or not", async () => {
  const [row] =
    await database.sql`select /* across workspaces */ user_id, workspace_id from memberships`;
  const planted = hashToken("planted");
  await insertSession(core.db, {
    idHash: planted,
    userId: row?.["user_id"] as string,
    workspaceId: row?.["workspace_id"] as string,
    createdAt: now,
    expiresAt: new Date(now.getTime() + 86_400_000),
  });
  const asker = { address: undefined, agent: "Firefox on Linux", sessionHash: planted };
  const { callbacks } = nextAuthOptions(core, () => now, asker);

  const token = await callbacks?.jwt?.({
    token: { sid: "planted" },
    user: { id: row?.["user_id"] as string },
    account: null,
  });

  expect(token?.["sid"]).not.toBe("planted");
  expect(await findSession(core.db, "planted", now)).toBeUndefined();
  expect(await findSession(core.db, token?.["sid"] as string, now)).toMatchObject({
    email: maya.email,
  });
});
