import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Door, openDoor } from "@/tests/support/door";

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

test.each(["0".repeat(31), "x".repeat(10_000), "__proto__", "%00", "0".repeat(32).concat("%0a")])(
  "an address that nobody ever got (%#) costs the database nothing",
  async (id) => {
    const asked = vi.spyOn(door.context.db, "select");

    const { status } = await fetch(`${door.url}/api/webhooks/${id}`, { method: "POST", body: "x" });

    expect([status, asked.mock.calls.length]).toEqual([404, 0]);
  },
);

test("an address that somebody might have got is looked up", async () => {
  const asked = vi.spyOn(door.context.db, "select");

  const { status } = await fetch(`${door.url}/api/webhooks/${"0".repeat(32)}`);

  expect([status, asked.mock.calls.length]).toEqual([404, 1]);
});
