import { afterEach, beforeEach, expect, test } from "vitest";
import { getSettings } from "@/lib/services/get-settings";
import { setUp } from "@/lib/services/set-up";
import { updatePerson } from "@/lib/services/update-person";
import { updateWorkspace } from "@/lib/services/update-workspace";
import { updateSettingsJson } from "@/lib/wire/settings";
import { makeDatabase } from "@/tests/support/database";
import type { TestDatabase } from "@/tests/support/database";
import { makeAuthCore, maya, now } from "./auth-core";

let database: TestDatabase;
let core: ReturnType<typeof makeAuthCore>;
let workspaceId: string;

beforeEach(async () => {
  database = await makeDatabase();
  core = makeAuthCore(database);
  await setUp(core, maya, now);
  const [row] = await database.sql`select id from workspaces`;
  workspaceId = row?.["id"] as string;
});
afterEach(() => database.close());

const stranger = "0193a000-0000-7000-8000-000000000000";
const later = new Date(now.getTime() + 60_000);

test("tells who is in the workspace and whether mails leave", async () => {
  const settings = await getSettings(core.db, core.env, workspaceId);

  expect(settings).toMatchObject({
    workspace: { name: "Bluebird Agency", zone: "Asia/Kolkata", optOutGraceHours: 24 },
    people: [{ name: "Maya", email: "maya@example.com", role: "admin", receivesMails: true }],
    mail: { leaves: false, from: null },
  });
});

test("changes what is named and leaves the rest", async () => {
  await updateWorkspace(core.db, workspaceId, { name: "Bluebird", optOutGraceHours: 48 }, later);

  const { workspace } = await getSettings(core.db, core.env, workspaceId);
  expect(workspace).toMatchObject({ name: "Bluebird", optOutGraceHours: 48, zone: "Asia/Kolkata" });
});

test("a new zone remembers since when; the same zone again does not", async () => {
  await updateWorkspace(core.db, workspaceId, { zone: "Asia/Kolkata" }, later);
  const [same] = await database.sql`select zone_since from workspaces`;
  await updateWorkspace(core.db, workspaceId, { zone: "Europe/Berlin" }, later);
  const [changed] = await database.sql`select zone, zone_since from workspaces`;

  expect(same?.["zone_since"]).toBeNull();
  expect(changed).toEqual({ zone: "Europe/Berlin", zone_since: later });
});

test("a person may stop and start getting mails; saying it twice changes nothing", async () => {
  const [{ id } = { id: "" }] = (await getSettings(core.db, core.env, workspaceId)).people;

  await updatePerson(core.db, workspaceId, id, { receivesMails: false }, now);
  const again = await updatePerson(core.db, workspaceId, id, { receivesMails: false }, now);

  expect(again).toMatchObject({ name: "Maya", receivesMails: false });
});

test("another workspace finds none of it", async () => {
  const [{ id } = { id: "" }] = (await getSettings(core.db, core.env, workspaceId)).people;

  await expect(getSettings(core.db, core.env, stranger)).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(updateWorkspace(core.db, stranger, { name: "Mine" }, now)).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(
    updatePerson(core.db, stranger, id, { receivesMails: false }, now),
  ).rejects.toMatchObject({ code: "not_found" });
  expect((await getSettings(core.db, core.env, workspaceId)).people[0]?.receivesMails).toBe(true);
});

test.each([
  ["a zone that is none", { zone: "Mars/Base" }],
  ["an empty name", { name: " " }],
  ["a grace of no hours", { optOutGraceHours: 0 }],
  ["a grace of four days", { optOutGraceHours: 96 }],
])("refuses %s", (_name, change) => {
  expect(updateSettingsJson.safeParse(change).success).toBe(false);
});
