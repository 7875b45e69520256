import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { appSecret, type Door, metaStatus, openDoor, signed } from "@/tests/support/door";

let door: Door;
let workspaceId: string;
let address: string;

beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());
beforeEach(async () => {
  workspaceId = await door.workspace();
  const { createSource } = await import("@/lib/services/create-source");
  const credentials = { appSecret };
  const source = await createSource(
    door.context,
    workspaceId,
    { provider: "meta", name: "Shop", credentials },
    new Date(),
  );
  address = `${door.url}/api/webhooks/${source.id}`;
});

test("ties a number's two names when one delivery has both", async () => {
  await own({ number: "+15550100001", kind: "sent", at: nowSeconds(), id: "a" });
  await deliver(metaStatus("sent", { number: "15550100001" }));
  await own({ number: "2215550100001", kind: "sent", at: nowSeconds(), id: "b" });

  expect(await numbers()).toEqual([{ number: "+15550100001", merged: false, sent: 3 }]);
});

test("merges the younger of two numbers into the older when they turn out to be one", async () => {
  await own({ number: "+15550100001", kind: "sent", at: nowSeconds(), id: "a" });
  await own({ number: "2215550100001", kind: "sent", at: nowSeconds(), id: "b", count: 5 });
  await deliver(metaStatus("sent", { number: "15550100001" }));
  expect(await numbers()).toHaveLength(2);

  await runMerges();
  await runMerges();

  expect(await numbers()).toEqual([
    { number: "+15550100001", merged: false, sent: 7 },
    { number: null, merged: true, sent: 0 },
  ]);
  await own({ number: "2215550100001", kind: "sent", at: nowSeconds(), id: "c" });
  const [note] = await door.database
    .sql`select kind from alert_notes where workspace_id = ${workspaceId}`;
  expect(note?.["kind"]).toBe("merged");
});

test("moves what a door that had not heard of the merge wrote to the younger number", async () => {
  await own({ number: "+15550100001", kind: "sent", at: nowSeconds(), id: "a" });
  await own({ number: "2215550100001", kind: "sent", at: nowSeconds(), id: "b" });
  await deliver(metaStatus("sent", { number: "15550100001" }));
  const now = new Date();
  const again = await work(now);
  // The door remembers the younger number for a minute.
  await own({ number: "2215550100001", kind: "sent", at: nowSeconds(), id: "c" });
  const last = await work(again ?? now);

  expect(await numbers()).toEqual([
    { number: "+15550100001", merged: false, sent: 4 },
    { number: null, merged: true, sent: 0 },
  ]);
  expect([again, last]).toEqual([new Date(now.getTime() + 120_000), undefined]);
});

/** One turn of the worker's job; answers when it wants the next. */
async function work(now: Date): Promise<Date | undefined> {
  const { claimDue, listDue } = await import("@/db/queries/due");
  const { makeLanes } = await import("@/lib/worker/jobs");
  const { db } = door.context;
  const find = async () =>
    (await listDue(db, ["merge"], 10)).find((one) => one.workspaceId === workspaceId);
  const due = await find();
  const claim = due && (await claimDue(db, due, new Date(now.getTime() + 600_000)));
  const job = makeLanes(door.context, door.context).find(({ name }) => name === "chores")?.jobs
    .merge;
  if (!claim || !job) throw new Error("there is nothing to merge");
  await job(claim, now);
  const left = await find();
  return left && new Date(left.dueAt);
}

async function runMerges() {
  const { mergeTwoNumbers } = await import("@/lib/services/merge-numbers");
  const pairs = await door.database.sql<{ target: string }[]>`
    select target_id as target from due where workspace_id = ${workspaceId} and kind = 'merge'`;
  expect(pairs).toHaveLength(1);
  for (const { target } of pairs)
    await mergeTwoNumbers(door.context, workspaceId, target, new Date());
}

async function own(event: unknown) {
  const { receiveOwnEvents } = await import("@/lib/services/receive-own-events");
  const body = Buffer.from(JSON.stringify(event));
  const request = { headers: {}, path: "/api/v1/events", readBody: async () => body };
  const receipt = await receiveOwnEvents(door.context, workspaceId, request, Date.now());
  expect(receipt).toMatchObject({ accepted: 1 });
}

async function deliver(delivery: unknown) {
  const body = JSON.stringify(delivery);
  const response = await fetch(address, { method: "POST", body, headers: signed(body) });
  expect(await response.json()).toMatchObject({ accepted: 1 });
}

async function numbers() {
  const rows = await door.database.sql`
    select n.number, n.merged_into is not null as merged, coalesce(sum(h.sent), 0)::int as sent
    from numbers n left join number_hours h on h.workspace_id = n.workspace_id and h.number_id = n.id
    where n.workspace_id = ${workspaceId} group by n.id, n.number, n.merged_into, n.created_at order by n.created_at, n.id`;
  return rows.map((row) => ({ ...row }));
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
