import { expect, test } from "vitest";
import { makeDatabase } from "@/tests/support/database";

test("each test file gets a database of its own on real Postgres", async () => {
  const [first, second] = await Promise.all([makeDatabase(), makeDatabase()]);

  await first.sql`create table only_here (id int)`;
  const [seen] = await second.sql`select to_regclass('only_here') as found`;
  const [version] = await first.sql`show server_version_num`;

  expect(seen).toEqual({ found: null });
  expect(Number(version?.["server_version_num"])).toBeGreaterThanOrEqual(150_000);
  await Promise.all([first.close(), second.close()]);
});
