import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { system } from "@/lib/domain/audit";
import { wholeWorkspace } from "@/lib/domain/reach";
import { hours } from "@/lib/domain/time";
import { appSecret, type Door, metaStatus, openDoor, signed } from "@/tests/support/door";
import { makeClient } from "@/tests/support/workspace";

const anna = "+919990000001";
const now = Math.floor(Date.now() / 1000) * 1000;
const later = now + 2_001;

let door: Door;
let workspaceId: string;
let kite: string;
let roast: string;
const offers = "+15550100001";
const care = "+15550100002";
const deals = "+15550100003";

beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());
beforeEach(async () => {
  workspaceId = await door.workspace();
  kite = await makeClient(door.context, workspaceId, "Kite Fashion");
  roast = await makeClient(door.context, workspaceId, "Roast & Co");
  await send([offers, care, deals].map((number) => ({ number, kind: "sent", message: number })));
  await assign([offers, care], kite);
  await assign([deals], roast);
});

describe("one person at two clients", () => {
  test("has two pseudonyms, and one within a client", async () => {
    await send(
      [offers, care, deals].map((number) => ({ number, kind: "delivered", recipient: anna })),
      later,
    );

    const [atOffers, atCare, atDeals] = await Promise.all([offers, care, deals].map(personAt));
    expect(atOffers).toBe(atCare);
    expect(atDeals).not.toBe(atOffers);
  });

  test("is known by the same pseudonym whichever door tells of them", async () => {
    const { createSource } = await import("@/lib/services/create-source");
    const { receiveDelivery } = await import("@/lib/services/receive-delivery");
    const { importEvents } = await import("@/lib/services/import-events");
    const { id: sourceId } = await createSource(
      door.context,
      workspaceId,
      { provider: "meta", name: "Kite", credentials: { appSecret } },
      new Date(now),
    );
    const status = { number: offers.slice(1), to: anna.slice(1), at: now };
    const body = JSON.stringify(metaStatus("delivered", status));
    const request = {
      headers: signed(body),
      path: `/api/webhooks/${sourceId}`,
      readBody: async () => Buffer.from(body),
    };
    const row = { number: care, kind: "read", recipient: anna, at: new Date(now).toISOString() };
    async function* lines() {
      yield { line: 1, row };
    }

    await receiveDelivery(door.context, { sourceId }, request, later);
    const rules = await door.context.sources.rules(workspaceId, later);
    await importEvents(door.context, rules, lines(), { file: "old.ndjson", now: later });
    await send([{ number: offers, kind: "read", recipient: anna }], later);

    const people = await door.database.sql<{ person: string }[]>`
      select distinct person from events where workspace_id = ${workspaceId} and person is not null`;
    expect(people).toHaveLength(1);
  });

  test("leaves another code in what was not understood, too", async () => {
    const rules = await door.context.sources.rules(workspaceId, later);
    const { numberInPart } = await import("@/lib/providers/number-in-part");
    const parts = [offers, deals].map((number) => metaStatus("odd", { number: number.slice(1) }));

    const [first, second] = parts.map((part) => rules.hashOf(numberInPart(part)).person(anna));

    expect(first).not.toBe(second);
    expect(rules.hashOf(numberInPart([{ number: offers }])).person(anna)).toBe(first);
    expect(rules.hashOf(numberInPart("nothing")).person(anna)).toBe(rules.hash.person(anna));
  });
});

describe("a no", () => {
  test("binds every number of its client and no other", async () => {
    const no = { number: offers, kind: "opted_out", recipient: anna, at: iso(now - hours(48)) };
    await send([no], later);

    await send([offers, care, deals].map(marketing), later);

    expect(await leaks()).toEqual([offers, care]);
  });

  test("is kept with the client whose person said it", async () => {
    await send([{ number: deals, kind: "opted_out", recipient: anna }], later);

    const people = await door.database.sql`
      select client_id as client from people where workspace_id = ${workspaceId}`;
    expect(people).toEqual([{ client: roast }]);
  });
});

describe("a number that comes to another client", () => {
  test("starts its people anew at every door within two seconds", async () => {
    const no = { number: offers, kind: "opted_out", recipient: anna, at: iso(now - hours(48)) };
    await send([no], later);
    const before = await personAt(offers);

    await assign([offers], roast, later);
    await send([marketing(offers)], later + 2_001);

    expect(await leaks()).toEqual([]);
    expect(await personAt(offers)).not.toBe(before);
    const [row] = await door.database.sql`
      select client_id as client, people_since as since from numbers
      where workspace_id = ${workspaceId} and number = ${offers}`;
    expect(row).toEqual({ client: roast, since: new Date(later) });
  });

  test("is written down with both names, and moving it there again is nothing", async () => {
    await assign([offers], roast, now + 1);
    await assign([offers], roast, now + 2);
    await assign([offers], null, now + 3);

    const entries = await door.database.sql<{ detail: unknown }[]>`
      select detail from audit_log where workspace_id = ${workspaceId} and action = 'number_moved'
        and target_name = ${offers} order by at, id`;
    expect(entries.map(({ detail }) => detail)).toEqual([
      { before: null, after: "Kite Fashion" },
      { before: "Kite Fashion", after: "Roast & Co" },
      { before: "Roast & Co", after: null },
    ]);
  });

  test("keeps the day of its people when nobody was counted yet", async () => {
    const [number] = await door.database.sql<{ id: string }[]>`
      insert into numbers (workspace_id, id, number, created_at)
      values (${workspaceId}, ${crypto.randomUUID()}, '+15550100009', now()) returning id`;
    await assign([number?.id ?? ""], kite);

    const [row] = await door.database.sql`
      select people_since as since from numbers where workspace_id = ${workspaceId} and id = ${number?.id ?? ""}`;
    expect(row).toEqual({ since: null });
  });
});

function marketing(number: string) {
  return { number, kind: "sent", recipient: anna, category: "marketing" };
}

async function send(rows: readonly Record<string, unknown>[], at = now): Promise<void> {
  const { receiveOwnEvents } = await import("@/lib/services/receive-own-events");
  const body = Buffer.from(JSON.stringify(rows.map((row) => ({ at: iso(now), ...row }))));
  const request = { headers: {}, path: "/api/v1/events", readBody: async () => body };
  const receipt = await receiveOwnEvents(door.context, workspaceId, request, at);
  expect(receipt).toMatchObject({ accepted: rows.length, skipped: [] });
}

async function assign(numbers: readonly string[], clientId: string | null, at = now) {
  const { assignNumbers } = await import("@/lib/services/assign-numbers");
  const caller = { reach: wholeWorkspace(workspaceId), actor: system };
  return assignNumbers(door.context, caller, { numbers, clientId }, new Date(at));
}

/** The pseudonym in the newest event of a number. */
async function personAt(number: string): Promise<string | undefined> {
  const [row] = await door.database.sql<{ person: string }[]>`
    select e.person from events e join numbers n on n.workspace_id = e.workspace_id and n.id = e.number_id
    where e.workspace_id = ${workspaceId} and n.number = ${number} and e.person is not null order by e.at desc, e.kind limit 1`;
  return row?.person;
}

async function leaks(): Promise<string[]> {
  const rows = await door.database.sql<{ number: string }[]>`
    select n.number from leaks l join numbers n on n.workspace_id = l.workspace_id and n.id = l.number_id
    where l.workspace_id = ${workspaceId} order by n.number`;
  return rows.map(({ number }) => number);
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
