import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { appSecret, type Door, metaStatus, openDoor, signed } from "@/tests/support/door";

let door: Door;
let workspaceId: string;
let address: string;
const phone = "15550100001";
const at = Date.now() - 3_600_000;

beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());
beforeEach(async () => {
  workspaceId = await door.workspace();
  const { createSource } = await import("@/lib/services/create-source");
  const source = await createSource(
    door.context,
    workspaceId,
    { provider: "meta", name: "Shop", credentials: { appSecret } },
    new Date(),
  );
  address = `${door.url}/api/webhooks/${source.id}`;
});

const message = "wamid.joined";
const to = "919990001234";
const told = {
  ours: (number: string) =>
    own({
      number,
      kind: "sent",
      at,
      message,
      recipient: `+${to}`,
      category: "marketing",
      campaign: "Payday",
      list: "shop",
      template: "offer",
    }),
  sent: () => deliver(metaStatus("sent", { message, at, to })),
  delivered: () =>
    deliver(metaStatus("delivered", { message, at: at + 5000, to, category: "marketing" })),
};

test.each([
  ["ours first, by the phone number", `+${phone}`, ["ours", "sent", "delivered"]],
  ["ours first, by the provider's id", `22${phone}`, ["ours", "sent", "delivered"]],
  ["ours in between, by the phone number", `+${phone}`, ["sent", "ours", "delivered"]],
  ["ours in between, by the provider's id", `22${phone}`, ["sent", "ours", "delivered"]],
  ["ours last, by the phone number", `+${phone}`, ["sent", "delivered", "ours"]],
  ["ours last, by the provider's id", `22${phone}`, ["delivered", "sent", "ours"]],
] as const)(
  "a message told by two sources is one, with its names: %s",
  async (_n, number, order) => {
    for (const what of order) await (what === "ours" ? told.ours(number) : told[what]());

    expect(await sums()).toEqual([
      { name: "Payday", sent: 1, delivered: 1 },
      { name: "offer", sent: 1, delivered: 1 },
      { name: "shop", sent: 1, delivered: 1 },
    ]);
    expect(await total()).toEqual({ numbers: 1, sent: 1, delivered: 1 });
  },
);

test("who stops after it is counted under the campaign that came from the other source", async () => {
  await told.delivered();
  await told.ours(`22${phone}`);
  await own({ number: `+${phone}`, kind: "opted_out", at: at + 60_000, recipient: `+${to}` });

  const rows = await door.database.sql`
    select l.text as name, o.message_at from opt_outs o join labels l on l.workspace_id = o.workspace_id and l.id = o.campaign
    where o.workspace_id = ${workspaceId}`;
  // Our own `sent` says when it was sent.
  expect(rows).toEqual([{ name: "Payday", message_at: new Date(at) }]);
});

test("who stopped before the campaign was named moves under its name, once", async () => {
  const { relabelOptOuts } = await import("@/lib/services/relabel-opt-outs");
  const relabel = () =>
    relabelOptOuts(door.context, { workspaceId, zone: "Asia/Kolkata", now: new Date() });
  await told.delivered();
  await own({ number: `+${phone}`, kind: "opted_out", at: at + 60_000, recipient: `+${to}` });
  await relabel();
  expect(await stops()).toEqual([{ dimension: 1, name: null, optedOut: 1 }]);

  await told.ours(`+${phone}`);
  await relabel();
  await relabel();

  expect(await stops()).toEqual([
    { dimension: 1, name: null, optedOut: 1 },
    { dimension: 3, name: "offer", optedOut: 1 },
    { dimension: 4, name: "Payday", optedOut: 1 },
    { dimension: 5, name: "shop", optedOut: 1 },
  ]);
});

/** Of the dimensions that are not countries. */
async function stops() {
  return plain(
    await door.database.sql`
    select b.dimension, l.text as name, sum(b.opted_out)::int as "optedOut" from breakdown_hours b
    left join labels l on l.workspace_id = b.workspace_id and l.id = b.label_id and b.dimension > 2
    where b.workspace_id = ${workspaceId} and b.dimension <> 2 group by 1, 2 having sum(b.opted_out) <> 0 order by 1`,
  );
}

async function sums() {
  return plain(
    await door.database.sql`
    select l.text as name, sum(b.sent)::int as sent, sum(b.delivered)::int as delivered
    from breakdown_hours b join labels l on l.workspace_id = b.workspace_id and l.id = b.label_id
    where b.workspace_id = ${workspaceId} and b.dimension in (3, 4, 5) group by 1 order by 1`,
  );
}

async function total() {
  const [row] = plain(
    await door.database.sql`
    select count(distinct number_id)::int as numbers, sum(sent)::int as sent, sum(delivered)::int as delivered
    from number_hours where workspace_id = ${workspaceId}`,
  );
  return row;
}

function plain(rows: readonly object[]) {
  return rows.map((row) => ({ ...row }));
}

async function own(event: object) {
  const { receiveOwnEvents } = await import("@/lib/services/receive-own-events");
  const body = Buffer.from(JSON.stringify(event));
  const request = { headers: {}, path: "/api/v1/events", readBody: async () => body };
  const receipt = await receiveOwnEvents(door.context, workspaceId, request, Date.now());
  expect(receipt.skipped).toEqual([]);
}

async function deliver(delivery: unknown) {
  const body = JSON.stringify(delivery);
  const response = await fetch(address, { method: "POST", body, headers: signed(body) });
  expect(response.status).toBe(200);
}
