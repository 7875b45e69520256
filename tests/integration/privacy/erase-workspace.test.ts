import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listDue } from "@/db/queries/due";
import { insertSession } from "@/db/queries/sessions";
import { system } from "@/lib/domain/audit";
import type { Core } from "@/lib/services/core";
import { createApiKey } from "@/lib/services/create-api-key";
import { createSource } from "@/lib/services/create-source";
import { eraseClaimed } from "@/lib/services/erase-claimed";
import { orderClientErasure } from "@/lib/services/erase-client";
import { orderWorkspaceErasure } from "@/lib/services/erase-workspace";
import { makeDatabase, type TestDatabase } from "@/tests/support/database";
import { makeCore, monday } from "@/tests/support/workspace";
import {
  type Agency,
  codeOf,
  countEverything,
  fillEveryTable,
  makeAgency,
  plantPerson,
} from "./planted";
import { readDatabase } from "./search";

const phone = "+919876543210";

let database: TestDatabase;
let core: Core;

beforeAll(async () => {
  database = await makeDatabase();
  core = makeCore(database);
});
afterAll(() => database.close());

test("a workspace goes from every table there is, and its neighbour keeps every row", async () => {
  const [agency, neighbour] = [await makeFull(), await makeFull()];
  const before = await countEverything(core.sql, agency.id);
  const theirs = await countEverything(core.sql, neighbour.id);
  expect(Object.entries(before).filter(([, count]) => count === 0)).toEqual([]);

  await orderWorkspaceErasure(core, orderOf(agency), monday);
  await workOff(agency.id);

  const after = await countEverything(core.sql, agency.id);
  expect(Object.entries(after).filter(([, count]) => count > 0)).toEqual([]);
  expect(await countEverything(core.sql, neighbour.id)).toEqual(theirs);
  const dump = (await readDatabase(core.sql)).map(({ text }) => text).join("\n");
  expect(dump).not.toContain(agency.id);
  expect(agency.codes.filter((code) => dump.includes(code))).toEqual([]);
  expect(neighbour.codes.filter((code) => !dump.includes(code))).toEqual([]);
});

test("closes it at once: key, doors, sessions and members are gone before the rows are", async () => {
  const agency = await makeFull();

  await orderWorkspaceErasure(core, orderOf(agency), monday);

  const { sql } = core;
  const [row] =
    await sql`select length(wrapped_key) as key, name from workspaces where id = ${agency.id}`;
  const after = await countEverything(sql, agency.id);
  expect(row).toEqual({ key: 0, name: "" });
  expect([after["routes"], after["sources"], after["memberships"]]).toEqual([0, 0, 0]);
  const [session] =
    await sql`select revoked_at from sessions where workspace_id = ${agency.id} limit 1`;
  expect(session?.["revoked_at"] ?? monday).toEqual(monday);
  expect(after["events"]).toBeGreaterThan(0);
});

test("whoever belongs to no other workspace is forgotten too; who belongs elsewhere stays", async () => {
  const [agency, other] = [await makeFull(), await makeFull()];
  const both = await makeMember(agency.id, other.id);

  await orderWorkspaceErasure(core, orderOf(agency), monday);

  const left =
    await core.sql`select id from users where id = any(${[agency.userId, both]}::uuid[])`;
  expect(left).toEqual([{ id: both }]);
});

test("survives a crash in the middle: what is left is found by the next pass", async () => {
  const agency = await makeFull();
  await orderWorkspaceErasure(core, orderOf(agency), monday);
  await core.sql`delete from number_hours where workspace_id = ${agency.id}`;
  await core.sql`delete from numbers where workspace_id = ${agency.id}`;

  await workOff(agency.id);

  expect(Object.values(await countEverything(core.sql, agency.id)).every((n) => n === 0)).toBe(
    true,
  );
});

test("refuses a name that is not the workspace's, and a workspace that is not there", async () => {
  const agency = await makeFull();

  await expect(
    orderWorkspaceErasure(core, { ...orderOf(agency), typedName: "Blue" }, monday),
  ).rejects.toMatchObject({ code: "bad_request", field: "name" });
  await expect(
    orderWorkspaceErasure(core, { ...orderOf(agency), workspaceId: randomUUID() }, monday),
  ).rejects.toMatchObject({ code: "not_found" });
  expect((await countEverything(core.sql, agency.id))["sources"]).toBeGreaterThan(0);
});

test("a client goes with its numbers and people, and the other client keeps every row", async () => {
  const agency = await makeFull();
  const [gone, stays] = agency.clients;
  const counts = () => countOfNumber(stays.numberId);
  const before = await counts();

  await orderClientErasure(core, clientOrder(agency, gone), monday);
  await workOff(agency.id);

  expect(await countOfNumber(gone.numberId)).toEqual({});
  expect(await counts()).toEqual(before);
  const dump = (await readDatabase(core.sql))
    .filter(({ where }) => where !== "audit_log")
    .map(({ text }) => text)
    .join("\n");
  expect(dump).not.toContain(gone.id);
  expect(dump).not.toContain(gone.numberId);
  const [first, second] = agency.codes;
  expect([dump.includes(first ?? ""), dump.includes(second ?? "")]).toEqual([false, true]);
  const [line] = await core.sql`select target_name from audit_log
    where workspace_id = ${agency.id} and action = 'client_erased'`;
  expect(line).toEqual({ target_name: gone.name });
});

test("erasing a client twice, or by another workspace, or under a wrong name changes nothing", async () => {
  const [agency, stranger] = [await makeFull(), await makeFull()];
  const [client] = agency.clients;
  const order = clientOrder(agency, client);

  await expect(
    orderClientErasure(core, { ...order, workspaceId: stranger.id }, monday),
  ).rejects.toMatchObject({ code: "not_found" });
  await expect(
    orderClientErasure(core, { ...order, typedName: "Kite" }, monday),
  ).rejects.toMatchObject({ code: "bad_request" });
  await orderClientErasure(core, order, monday);
  await orderClientErasure(core, order, monday);
  await workOff(agency.id);

  await expect(orderClientErasure(core, order, monday)).rejects.toMatchObject({
    code: "not_found",
  });
  expect((await countEverything(core.sql, stranger.id))["clients"]).toBe(2);
});

/** A workspace with something of everything, and one person at each client. */
async function makeFull() {
  const agency = await makeAgency(core);
  const codes: string[] = [];
  for (const client of agency.clients) {
    const code = await codeOf(core, agency.id, phone, client.id);
    const other = randomUUID();
    await plantPerson(core, agency, client.numberId, { code, other });
    await core.sql`update people set client_id = ${client.id} where workspace_id = ${agency.id} and person in (${code}, ${other})`;
    codes.push(code);
  }
  const userId = await makeMember(agency.id);
  const input = { provider: "standard", name: "CRM" } as const;
  await createSource(core, agency.id, input, monday);
  await createApiKey(core.db, agency.id, { name: "CRM", scope: "write" }, monday);
  const [client] = agency.clients;
  await fillEveryTable(core.sql, agency.id, {
    number_id: client.numberId,
    client_id: client.id,
    node_id: client.numberId,
  });
  return { ...agency, codes, userId };
}

async function makeMember(...workspaces: string[]): Promise<string> {
  const userId = randomUUID();
  await core.sql`insert into users (id, email, name, created_at) values (${userId}, ${`${userId}@example.com`}, 'Maya', ${monday})`;
  for (const id of workspaces) {
    await core.sql`insert into memberships (workspace_id, user_id, role, created_at) values (${id}, ${userId}, 'admin', ${monday})`;
    await insertSession(core.db, {
      idHash: randomUUID(),
      userId,
      workspaceId: id,
      createdAt: monday,
      expiresAt: new Date("2027-01-01"),
    });
  }
  return userId;
}

function orderOf(agency: Agency) {
  return { workspaceId: agency.id, typedName: "Bluebird Agency", actor: system };
}

function clientOrder(agency: Agency, client: { id: string; name: string }) {
  return { workspaceId: agency.id, clientId: client.id, typedName: client.name, actor: system };
}

/** What the worker would do until nothing of this kind is due for the workspace any more. */
async function workOff(workspaceId: string): Promise<void> {
  for (let pass = 0; pass < 10; pass += 1) {
    const claim = (await listDue(core.db, ["erase"], 50)).find(
      (one) => one.workspaceId === workspaceId,
    );
    if (!claim) return;
    const lease = new Date(Date.parse("2027-01-01") + pass * 60_000);
    await core.sql`update due set due_at = ${lease} where workspace_id = ${workspaceId} and kind = 'erase'`;
    await eraseClaimed(core, { ...claim, lease, lastEventAt: null, markedAt: null }, monday);
  }
  throw new Error("erasing does not end");
}

/** Rows that name this number, in whichever table. */
async function countOfNumber(numberId: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { where, text } of await readDatabase(core.sql)) {
    if (where !== "audit_log" && text.includes(numberId)) counts[where] = (counts[where] ?? 0) + 1;
  }
  return counts;
}
