import type { CredentialsConfig } from "next-auth/providers/credentials";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { nextAuthOptions } from "@/lib/auth/next-auth-options";
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
