import { afterAll, beforeAll, expect, test } from "vitest";
import { toProblem } from "@/lib/http/handle";
import { revokeApiKey } from "@/lib/services/revoke-api-key";
import { setUp } from "@/lib/services/set-up";
import { updatePerson } from "@/lib/services/update-person";
import { updateWorkspace } from "@/lib/services/update-workspace";
import { makeAuthCore, maya, now } from "@/tests/integration/auth/auth-core";
import { makeDatabase } from "@/tests/support/database";
import type { TestDatabase } from "@/tests/support/database";

let database: TestDatabase;
let workspaceId: string;

beforeAll(async () => {
  database = await makeDatabase();
  await setUp(makeAuthCore(database), maya, now);
  const [row] =
    await database.sql`select /* across workspaces */ workspace_id as id from memberships`;
  workspaceId = row?.["id"] as string;
});
afterAll(() => database.close());

test.each(["constructor", "+15550100001", "' or 1=1--", "x".repeat(5000)])(
  "an id that is none (%s) is not found, not a failure",
  async (id) => {
    const change = { receivesMails: true };

    await expect(updatePerson(database.db, workspaceId, id, change, now)).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(revokeApiKey(database.db, workspaceId, id, now)).rejects.toMatchObject({
      code: "not_found",
    });
  },
);

test("a name that the database cannot hold is the sender's mistake", async () => {
  const refused: unknown = await updateWorkspace(
    database.db,
    workspaceId,
    { name: "Blue\0bird" },
    now,
  ).catch((error: unknown) => error);

  const answer = toProblem(refused);

  expect(answer.status).toBe(400);
  expect(await answer.text()).not.toMatch(/update|Blue/);
});
