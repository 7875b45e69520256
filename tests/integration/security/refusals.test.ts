import { afterAll, beforeAll, expect, test } from "vitest";
import { type Door, openDoor } from "@/tests/support/door";

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

test("a flood of forged deliveries leaves one row a second, with their count", async () => {
  const { createSource } = await import("@/lib/services/create-source");
  const workspaceId = await door.workspace();
  const wanted = { name: "S", provider: "meta", credentials: { appSecret: "x" } } as const;
  const { id } = await createSource(door.context, workspaceId, wanted, new Date());
  const address = `${door.url}/api/webhooks/${id}`;

  const forged = Array.from({ length: 40 }, () => fetch(address, { method: "POST", body: "{}" }));
  const answers = await Promise.all(forged);
  await door.context.deliveries.flush();

  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
  const rows = await door.database.sql`
    select verdict, times from deliveries where workspace_id = ${workspaceId}`;
  expect(rows.length).toBeLessThan(5);
  expect(rows.reduce((sum, row) => sum + Number(row["times"]), 0)).toBe(40);
});
