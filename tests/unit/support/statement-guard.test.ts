import { expect, test } from "vitest";
import { findUnscoped, tenantTables } from "@/tests/support/statement-guard";

test("knows the tables of a workspace", () => {
  expect(tenantTables()).toEqual(
    expect.arrayContaining(["numbers", "events", "alerts", "notifications", "score_now"]),
  );
  expect(tenantTables()).not.toContain("users");
});

test.each([
  ["a read without its workspace", `select "id" from "numbers" where "number" = $1`, true],
  [
    "a read that only selects the workspace",
    `select workspace_id, id from alerts where state = $1`,
    true,
  ],
  ["a change without its workspace", `update alerts set state = $1 where id = $2`, true],
  ["a removal without its workspace", `delete from api_keys where id = $1`, true],
  [
    "a read with its workspace",
    `select "id" from "numbers" where "numbers"."workspace_id" = $1`,
    false,
  ],
  [
    "an insert with its workspace",
    `insert into "mutes" ("workspace_id", "id") values ($1, $2)`,
    false,
  ],
  ["an insert without its workspace", `insert into mutes (id) values ($1)`, true],
  ["a table of nobody's", `select id from users where email = $1`, false],
  [
    "the worker's candidates",
    `select workspace_id from due where due_at <= $1 order by due_at limit 50`,
    false,
  ],
])("finds %s: %s", (_name, statement, found) => {
  expect(findUnscoped([statement], tenantTables()).length > 0).toBe(found);
});
