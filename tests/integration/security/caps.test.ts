import { afterAll, beforeAll, expect, test } from "vitest";
import { type Door, openDoor } from "@/tests/support/door";

let door: Door;
let workspaceId: string;
beforeAll(async () => {
  door = await openDoor();
  workspaceId = await door.workspace();
});
afterAll(() => door.close());

test("a workspace has 10,000 accounts at most; those it knows go on", async () => {
  await door.database.sql`
    insert into accounts (workspace_id, id, waba_id, created_at)
    select ${workspaceId}, gen_random_uuid(), (900000000000 + n)::text, now() from generate_series(1, 10000) n`;

  const receipt = await send([notice("900000000001"), notice("900000999999")]);

  expect(receipt).toMatchObject({
    accepted: 1,
    skipped: [{ index: 1, field: "account", reason: "too_many_accounts" }],
  });
  const [row] = await door.database.sql`
    select count(*)::int as n from accounts where workspace_id = ${workspaceId}`;
  expect(row?.["n"]).toBe(10_000);
});

function notice(account: string) {
  return { account, kind: "restricted", at: new Date().toISOString(), value: "RESTRICTED_X" };
}

async function send(events: unknown[]): Promise<unknown> {
  const { createApiKey } = await import("@/lib/services/create-api-key");
  const wanted = { name: "k", scope: "write" } as const;
  const { key } = await createApiKey(door.database.db, workspaceId, wanted, new Date());
  const response = await fetch(`${door.url}/api/v1/events`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}` },
    body: JSON.stringify(events),
  });
  return response.json();
}
