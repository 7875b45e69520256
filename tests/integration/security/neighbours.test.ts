import { afterAll, beforeAll, expect, test } from "vitest";
import { type Door, openDoor } from "@/tests/support/door";

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

test("one workspace's many new numbers leave connections for the others", async () => {
  const [crowd, other] = [await door.workspace(), await door.workspace()];
  const { registry } = door.context;
  const now = Date.now();
  let waiting: Promise<unknown> = Promise.resolve();

  const found = await door.database.sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtextextended(${`numbers ${crowd}`}, 0))`;
    waiting = Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        registry.number(crowd, { e164: `+1555010${1000 + at}` }, now),
      ),
    );
    const late = new Promise((resolve) => setTimeout(() => resolve("nothing came"), 3_000));
    return Promise.race([registry.number(other, { e164: "+15550100001" }, now), late]);
  });

  expect(found).toMatch(/^[0-9a-f-]{36}$/);
  expect(new Set((await waiting) as string[]).size).toBe(12);
});
