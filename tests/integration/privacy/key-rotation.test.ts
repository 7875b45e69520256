import { afterAll, beforeAll, expect, test } from "vitest";
import { setUp } from "@/lib/services/set-up";
import { createSource } from "@/lib/services/create-source";
import { readCredentials } from "@/lib/services/credentials";
import { renewSecrets } from "@/lib/services/renew-secrets";
import { makeVault } from "@/lib/services/vault";
import { makeAuthCore, maya, now } from "@/tests/integration/auth/auth-core";
import { makeDatabase, type TestDatabase } from "@/tests/support/database";
import { codeOf } from "./planted";

const [old, current] = ["k".repeat(40), "n".repeat(40)];
const phone = "+919876543210";

let database: TestDatabase;
let workspaceId: string;
beforeAll(async () => {
  database = await makeDatabase();
  const core = makeAuthCore(database);
  await setUp(core, maya, now);
  const [row] = await database.sql<{ id: string }[]>`select id from workspaces`;
  workspaceId = row?.id ?? "";
  const input = { provider: "meta", name: "Shop", credentials: { appSecret: "first" } } as const;
  await createSource(core, workspaceId, input, now);
});
afterAll(() => database.close());

test("a rotation keeps every person their code, and after a day the previous key may go", async () => {
  const before = await codeOf(coreWith(old), workspaceId, phone);

  const rotating = coreWith(current, old);
  expect(await codeOf(rotating, workspaceId, phone)).toBe(before);
  expect(await renewSecrets(rotating, workspaceId)).toBe(2);
  expect(await renewSecrets(rotating, workspaceId)).toBe(0);

  const after = coreWith(current);
  expect(await codeOf(after, workspaceId, phone)).toBe(before);
  expect(readCredentials(after, await readSource())).toMatchObject({ secrets: ["first"] });
  await expect(codeOf(coreWith(old), workspaceId, phone)).rejects.toThrow(/cannot be decrypted/);
});

test("a secret that was copied into another source's row opens nothing there", async () => {
  const core = coreWith(current);
  const row = await readSource();

  expect(() => readCredentials(core, { ...row, id: "0".repeat(32) })).toThrow(
    /cannot be decrypted/,
  );
  expect(() => readCredentials(core, { ...row, workspaceId: crypto.randomUUID() })).toThrow(
    /cannot be decrypted/,
  );
});

function coreWith(...keys: string[]) {
  return { ...makeAuthCore(database), vault: makeVault(keys) };
}

async function readSource() {
  const [row] = await database.sql<{ id: string; credentials: Buffer }[]>`
    select id, credentials from sources where workspace_id = ${workspaceId}`;
  if (!row) throw new Error("no source");
  return { ...row, workspaceId };
}
