import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { dimensions } from "@/lib/domain/counts";
import type { PlatformKind } from "@/lib/domain/event";
import { days, hours } from "@/lib/domain/time";
import type { Core } from "@/lib/services/core";
import { loadWindow } from "@/lib/services/load-window";
import { makeDatabase, type TestDatabase } from "@/tests/support/database";
import {
  commit,
  event,
  makeCore,
  makeNumber,
  makeWorkspace,
  monday,
} from "@/tests/support/workspace";

let database: TestDatabase;
let core: Core;
let workspace: { id: string; zone: string };
let numberId: string;
const at = (ms: number) => monday.getTime() - ms;

beforeAll(async () => {
  database = await makeDatabase();
  core = makeCore(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  workspace = await makeWorkspace(core);
  numberId = await makeNumber(core, workspace.id);
});

test("is empty for a number that nothing has happened to", async () => {
  const window = await load();

  expect(window).toMatchObject({ hours: [], days: [], facts: [], firstDay: null, sources: [] });
});

test("counts marketing and unknown apart from the rest, by local day and hour", async () => {
  await commit(core, workspace, [
    event(numberId, "delivered", Date.parse("2026-11-22T18:29:00Z"), {
      category: "utility",
      count: 5,
    }),
    event(numberId, "delivered", Date.parse("2026-11-22T18:31:00Z"), {
      category: "marketing",
      count: 7,
    }),
    event(numberId, "delivered", Date.parse("2026-11-22T18:40:00Z"), { count: 2 }),
  ]);

  const window = await load();

  expect(
    window.days.map(({ day, all, marketing, unknownDelivered, business }) => [
      day,
      all.delivered,
      marketing.delivered,
      unknownDelivered,
      business.delivered,
    ]),
  ).toEqual([
    ["2026-11-22", 5, 0, 0, 5],
    ["2026-11-23", 9, 9, 2, 7],
  ]);
  expect(
    window.hours.map(({ hour, all, marketing }) => [
      new Date(hour).toISOString(),
      all.delivered,
      marketing.delivered,
    ]),
  ).toEqual([
    ["2026-11-22T17:30:00.000Z", 5, 0],
    ["2026-11-22T18:30:00.000Z", 9, 9],
  ]);
  expect(window.firstDay).toBe("2026-11-22");
});

test("sums what imports and live events brought", async () => {
  await commit(core, workspace, [
    event(numberId, "sent", at(hours(30)), { category: "marketing", count: 10 }),
  ]);
  await core.sql`update /* across workspaces */ breakdown_hours set origin = 3 where number_id = ${numberId}`;
  await commit(core, workspace, [
    event(numberId, "sent", at(hours(30)), { category: "marketing", count: 4 }),
  ]);

  expect((await load()).days.map(({ all }) => all.sent)).toEqual([14]);
});

test("keeps failures by day and hour, those of a lock for longer", async () => {
  await commit(core, workspace, [
    event(numberId, "failed", at(days(20)), { code: 131031, count: 3 }),
    event(numberId, "failed", at(days(20)), { code: 131026, count: 4 }),
    event(numberId, "failed", at(hours(2)), { code: 131026, count: 2 }),
  ]);

  const window = await load();

  expect(window.failureDays).toEqual([
    { day: "2026-11-03", code: 131026, count: 4 },
    { day: "2026-11-03", code: 131031, count: 3 },
    { day: "2026-11-23", code: 131026, count: 2 },
  ]);
  expect(window.failureHours.map(({ code, count }) => [code, count])).toEqual([
    [131031, 3],
    [131026, 2],
  ]);
});

test("sees the facts of number, account and its templates, and of old ones only the newest of each kind", async () => {
  const { accountId } = await makeAccount();
  const templateId = crypto.randomUUID();
  const { id: workspaceId } = workspace;
  await core.sql`insert into templates (workspace_id, id, account_id, name, created_at) values (${workspaceId}, ${templateId}, ${accountId}, 'festive_offer_v2', ${monday})`;
  await fact("number", numberId, days(300), "quality", "green");
  await fact("number", numberId, days(200), "quality", "yellow");
  await fact("number", numberId, days(2), "quality", "red");
  await fact("account", accountId, days(3), "violation", "SCAM");
  await fact("template", templateId, days(4), "template_quality", "yellow");
  await fact("account", crypto.randomUUID(), days(1), "violation", "ADULT");
  await fact("number", numberId, -hours(1), "quality", "green");

  const { facts } = await load();

  expect(
    facts.map(({ node, kind, value, inherited, template }) => [
      node,
      kind,
      value,
      inherited,
      template,
    ]),
  ).toEqual([
    ["number", "quality", "yellow", false, null],
    ["template", "template_quality", "yellow", false, "festive_offer_v2"],
    ["account", "violation", "SCAM", true, null],
    ["number", "quality", "red", false, null],
  ]);
});

test("knows who used a template, and what proves that sending works again", async () => {
  const { accountId, others } = await makeAccount();
  const [mine, theirs] = [await label("template", "mine"), await label("template", "theirs")];
  await commit(core, workspace, [
    event(numberId, "delivered", at(hours(3)), { category: "marketing", template: mine }),
    event(others, "delivered", at(hours(2)), { category: "utility", template: theirs }),
    event(others, "delivered", at(hours(1)), { category: "service" }),
  ]);
  for (const name of ["mine", "theirs", "nobodys"]) await templateFact(accountId, name);
  await fact("account", accountId, days(1), "restricted", "RESTRICTED_BIZ_INITIATED_MESSAGING");

  const { facts, lastBusiness } = await load();

  expect(
    facts.filter(({ node }) => node === "template").map(({ template, use }) => [template, use]),
  ).toEqual([
    ["mine", "own"],
    ["nobodys", "unknown"],
    ["theirs", "others"],
  ]);
  expect(lastBusiness).toEqual({
    number: { sentHour: null, deliveredHour: Date.parse("2026-11-23T00:30:00Z") },
    account: { sentHour: null, deliveredHour: Date.parse("2026-11-23T01:30:00Z") },
  });
});

test("names what most of the harm came from", async () => {
  const [fair, shop] = [await label("list", "festive-fair.csv"), await label("list", "shop")];
  const campaign = await label("campaign", "Festive-2");
  const marketing = { category: "marketing", campaign } as const;
  await commit(core, workspace, [
    event(numberId, "delivered", at(hours(3)), { ...marketing, list: fair, count: 100 }),
    event(numberId, "delivered", at(hours(3)), { ...marketing, list: shop, count: 300 }),
    event(numberId, "opted_out", at(hours(2)), { ...marketing, list: fair, count: 8 }),
    event(numberId, "opted_out", at(hours(2)), { ...marketing, list: shop, count: 2 }),
  ]);

  expect((await load()).spotlight).toEqual({
    campaign: "Festive-2",
    template: null,
    list: "festive-fair.csv",
    listHarmShare: 0.8,
    listVolumeShare: 0.25,
    account: null,
  });
});

test("never reads another workspace's rows of the same number", async () => {
  const stranger = await makeWorkspace(core);
  await commit(core, stranger, [event(numberId, "sent", at(hours(1)), { count: 9 })]);
  await core.sql`insert into facts (workspace_id, node_kind, node_id, at, dedupe, kind, value, received_at)
    values (${stranger.id}, 'number', ${numberId}, ${monday}, ${crypto.randomUUID()}, 'quality', 'red', ${monday})`;

  expect(await load()).toMatchObject({ hours: [], days: [], facts: [], firstDay: null });
});

test("does not look past its moment, so that an hour of the past can be computed again", async () => {
  await commit(core, workspace, [event(numberId, "sent", at(hours(1)), { count: 9 })]);

  expect(await load(new Date(at(hours(5))))).toMatchObject({
    hours: [],
    days: [],
    firstDay: "2026-11-23",
  });
  expect(await load(new Date(at(days(1))))).toMatchObject({ firstDay: null });
});

async function load(now = monday) {
  const { window } = await loadWindow(core.sql, {
    workspaceId: workspace.id,
    numberId,
    zone: workspace.zone,
    now,
  });
  return window;
}

async function fact(node: string, nodeId: string, age: number, kind: PlatformKind, value: string) {
  await core.sql`insert into facts (workspace_id, node_kind, node_id, at, dedupe, kind, value, received_at)
    values (${workspace.id}, ${node}, ${nodeId}, ${new Date(at(age))}, ${crypto.randomUUID()}, ${kind}, ${value}, ${monday})`;
}

async function makeAccount() {
  const { id: workspaceId } = workspace;
  const accountId = crypto.randomUUID();
  await core.sql`insert into accounts (workspace_id, id, waba_id, created_at) values (${workspaceId}, ${accountId}, '104455667788990', ${monday})`;
  await core.sql`update numbers set account_id = ${accountId} where workspace_id = ${workspaceId} and id = ${numberId}`;
  return { accountId, others: await makeNumber(core, workspaceId, { accountId }) };
}

async function templateFact(accountId: string, name: string) {
  const id = crypto.randomUUID();
  await core.sql`insert into templates (workspace_id, id, account_id, name, created_at) values (${workspace.id}, ${id}, ${accountId}, ${name}, ${monday})`;
  await fact("template", id, days(1), "template_quality", name);
}

async function label(dimension: keyof typeof dimensions, text: string): Promise<number> {
  const [row] = await core.sql<
    { id: number }[]
  >`insert into labels (workspace_id, dimension, text, created_at)
    values (${workspace.id}, ${dimensions[dimension]}, ${text}, ${monday}) returning id`;
  return row?.id ?? 0;
}
