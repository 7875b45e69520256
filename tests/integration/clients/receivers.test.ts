import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { listReceivers } from "@/db/queries/receivers";
import { accounts, memberClients, memberships, users } from "@/db/schema";
import type { Target } from "@/lib/domain/alert/rule";
import type { Core } from "@/lib/services/core";
import { makeDatabase, type TestDatabase } from "@/tests/support/database";
import { makeClient, makeCore, makeNumber, makeWorkspace, monday } from "@/tests/support/workspace";

let database: TestDatabase;
let core: Core;
let workspaceId: string;
let kite: string;
let roast: string;
let offers: Target;
let deals: Target;
let spare: Target;
let account: Target;

beforeAll(async () => {
  database = await makeDatabase();
  core = makeCore(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  ({ id: workspaceId } = await makeWorkspace(core));
  kite = await makeClient(core, workspaceId, "Kite");
  roast = await makeClient(core, workspaceId, "Roast");
  const accountId = crypto.randomUUID();
  await core.db
    .insert(accounts)
    .values({ workspaceId, id: accountId, wabaId: "104455667788990", createdAt: monday });
  account = { kind: "account", id: accountId };
  offers = await number({ clientId: kite, accountId });
  deals = await number({ clientId: roast });
  spare = await number({});
});

test("everybody who wants mails gets one about every number", async () => {
  await member("maya", {});
  await member("jonas", { receivesMails: false });

  expect(await told(offers)).toEqual(["maya"]);
  expect(await told(account)).toEqual(["maya"]);
  expect(await told(spare)).toEqual(["maya"]);
  expect(await told({ kind: "source", id: "0".repeat(32) })).toEqual(["maya"]);
});

test("who chose clients gets mails about their numbers and accounts only", async () => {
  await member("maya", { mailsAbout: "chosen" }, { mails: [kite] });

  expect(await told(offers)).toEqual(["maya"]);
  expect(await told(account)).toEqual(["maya"]);
  expect(await told(deals)).toEqual([]);
  expect(await told(spare)).toEqual([]);
});

test("who is limited never gets a mail about another client, whatever they chose", async () => {
  await member(
    "asha",
    { limited: true, mailsAbout: "chosen" },
    { sees: [roast], mails: [kite, roast] },
  );
  await member("ravi", { limited: true }, { sees: [roast] });

  expect(await told(deals)).toEqual(["asha", "ravi"]);
  expect(await told(offers)).toEqual([]);
  expect(await told(account)).toEqual([]);
  expect(await told({ kind: "source", id: "0".repeat(32) })).toEqual([]);
  expect(await listReceivers(core.db, workspaceId, offers)).toEqual([]);
});

test("an administrator is never limited", async () => {
  await member("maya", { role: "admin", limited: true });

  const [maya] = await listReceivers(core.db, workspaceId, offers);
  expect(maya).toMatchObject({ receivesMails: true, reach: { clients: null } });
});

test("a digest is about what one gets mails about, within what one sees", async () => {
  await member(
    "asha",
    { limited: true, mailsAbout: "chosen" },
    { sees: [roast], mails: [kite, roast] },
  );

  expect(await listReceivers(core.db, workspaceId)).toMatchObject([
    { reach: { clients: [roast] }, mailReach: { workspaceId, clients: [roast] } },
  ]);
});

async function told(target: Target): Promise<string[]> {
  const people = await listReceivers(core.db, workspaceId, target);
  return people
    .filter(({ receivesMails }) => receivesMails)
    .map(({ name }) => name)
    .toSorted((left, right) => left.localeCompare(right));
}

async function number(more: { clientId?: string; accountId?: string }): Promise<Target> {
  return { kind: "number", id: await makeNumber(core, workspaceId, more) };
}

async function member(
  name: string,
  more: Partial<typeof memberships.$inferInsert>,
  { sees = [], mails = [] }: { sees?: string[]; mails?: string[] } = {},
): Promise<void> {
  const userId = crypto.randomUUID();
  const email = `${userId}@example.com`;
  await core.db.insert(users).values({ id: userId, email, name, createdAt: monday });
  await core.db
    .insert(memberships)
    .values({ workspaceId, userId, role: "member", createdAt: monday, ...more });
  for (const clientId of new Set([...sees, ...mails])) {
    const marks = { sees: sees.includes(clientId), mails: mails.includes(clientId) };
    await core.db.insert(memberClients).values({ workspaceId, userId, clientId, ...marks });
  }
}
