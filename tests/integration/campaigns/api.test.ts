import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { hours, minutes } from "@/lib/domain/time";
import type { CampaignPageJson, CampaignsJson } from "@/lib/wire/campaign";
import type { ListPageJson, ListsJson } from "@/lib/wire/list";
import { openApi, type Tenant } from "@/tests/support/api";

let api: Awaited<ReturnType<typeof openApi>>;
let tenant: Tenant;
let stranger: Tenant;
const phone = "+15550100003";
/** Yesterday's full hour and two minutes in India, whatever the day of the test. */
const began = Math.floor((Date.now() - hours(26)) / hours(1)) * hours(1) - minutes(30) + minutes(2);

beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  tenant = await api.tenant();
  stranger = await api.tenant();
});

test("a burst of marketing without a name is a campaign that a person names, renames and unnames", async () => {
  await burst(120);
  await passOfWorker();

  const [found] = (await campaigns()).campaigns;
  expect(found).toMatchObject({ name: null, recognised: true, sent: 120, delivered: 120 });
  expect(found?.startedAt).toBe(new Date(began).toISOString());

  await name(found?.id, "Payday");
  expect((await campaigns()).campaigns).toMatchObject([{ name: "Payday", recognised: true }]);
  await name(found?.id, "Payday 2");
  expect((await page(found?.id)).name).toBe("Payday 2");
  const removed = await tenant.person("DELETE", `/api/v1/campaigns/${found?.id}/name`);
  expect(removed.status).toBe(200);
  expect((await campaigns()).campaigns).toMatchObject([{ name: null }]);

  const log = await api.database.sql`select action, target_name, detail from audit_log
    where workspace_id = ${tenant.id} and action like 'campaign%' order by at, id`;
  expect(log.map(({ action, target_name }) => [action, target_name])).toEqual([
    ["campaign_named", "Payday"],
    ["campaign_named", "Payday 2"],
    ["campaign_name_removed", "Payday 2"],
  ]);
});

test("a name stays when messages that came late have moved the edges", async () => {
  await burst(120);
  const [found] = (await campaigns()).campaigns;
  await name(found?.id, "Payday");
  await burst(30, { at: began - minutes(30), from: 500 });
  await passOfWorker();

  expect((await campaigns()).campaigns).toMatchObject([
    { name: "Payday", sent: 150, startedAt: new Date(began - minutes(30)).toISOString() },
  ]);
  expect((await page(found?.id)).name).toBe("Payday");
});

test("a campaign that its sender named is not named by hand", async () => {
  await burst(20, { campaign: "Festive-2" });
  const [found] = (await campaigns()).campaigns;

  const answer = await tenant.writer("PUT", `/api/v1/campaigns/${found?.id}/name`, {
    name: "Mine",
  });

  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ field: "name" });
  expect((await campaigns()).campaigns).toMatchObject([{ name: "Festive-2", recognised: false }]);
});

test.each([
  ["empty", ""],
  ["longer than a line", "x".repeat(81)],
  ["of two lines", "a\nb"],
])("a name that is %s is refused", async (_case, given) => {
  await burst(120);
  const [found] = (await campaigns()).campaigns;

  const answer = await tenant.writer("PUT", `/api/v1/campaigns/${found?.id}/name`, { name: given });

  expect(answer.status).toBe(400);
});

test("a stranger neither sees nor names a campaign", async () => {
  await burst(120);
  const [found] = (await campaigns()).campaigns;
  const address = `/api/v1/campaigns/${found?.id}`;

  expect((await stranger.reader("GET", address)).status).toBe(404);
  const naming = await stranger.writer("PUT", `${address}/name`, { name: "Mine" });
  expect(naming.status).toBe(404);
  expect((await tenant.reader("PUT", `${address}/name`, { name: "Mine" })).status).toBe(403);
  const own = await stranger.reader("GET", "/api/v1/campaigns");
  expect(await own.json()).toMatchObject({ campaigns: [], numbers: [] });
});

test("an opt-out without a label falls to the unnamed campaign it answers, another one to none", async () => {
  await burst(120);
  await post([
    { number: phone, kind: "opted_out", recipient: person(3), at: began + hours(20) },
    { number: phone, kind: "opted_out", recipient: "+919990009999", at: began + hours(20) },
  ]);

  const { campaigns: found, unassignedOptOuts } = await campaigns();

  expect(found).toMatchObject([{ optedOut: 1 }]);
  expect(unassignedOptOuts).toBe(1);
  const rows = await api.database.sql`select message_at from opt_outs
    where workspace_id = ${tenant.id} and message_at is not null`;
  // Person 3 got the fourth message: three seconds after the first.
  expect(rows).toEqual([{ message_at: new Date(began + 3000) }]);
});

test("a list's part of the harm stands against its part of the messages", async () => {
  await burst(120, { campaign: "Fair", list: "fair.csv" });
  await burst(360, { campaign: "Fair", list: "shop", from: 1000 });
  await post([
    ...[0, 1, 2].map((index) => stop(index)),
    stop(1000),
    {
      number: phone,
      kind: "blocked",
      recipient: person(4),
      at: began + hours(1),
      list: "fair.csv",
    },
  ]);

  const lists = await ask<ListsJson>("lists?days=7");
  const worst = lists.lists[0];

  // 120 of 480 delivered; 3 stops and 1 block of 5.
  expect(lists.lists).toMatchObject([
    { name: "fair.csv", volumeShare: 0.25, harmShare: 0.8 },
    { name: "shop", volumeShare: 0.75, harmShare: 0.2 },
  ]);
  expect(worst?.sentence).toBe(
    "25 % of the messages, 80 % of the people who asked to stop or blocked.",
  );
  const one = await ask<ListPageJson>(`lists/${worst?.id}?days=7`);
  expect(one.campaigns).toEqual([{ name: "Fair", optedOut: 3 }]);
  expect(one.numbers).toMatchObject([{ delivered: 120, optedOut: 3, blocked: 1 }]);
  expect((await stranger.reader("GET", `/api/v1/lists/${worst?.id}`)).status).toBe(404);
});

test("a campaign's page says where its people came from", async () => {
  await burst(200, { campaign: "Fair", list: "fair.csv", template: "offer" });
  await burst(50, { campaign: "Fair", list: "shop", from: 1000 });
  await post([stop(0), stop(1), stop(1000)]);
  const [found] = (await campaigns()).campaigns;

  const shown = await page(found?.id);

  expect(shown).toMatchObject({
    name: "Fair",
    shared: false,
    lists: [
      { name: "fair.csv", sent: 200, optedOut: 2 },
      { name: "shop", sent: 50, optedOut: 1 },
    ],
    templates: [{ name: "offer", sent: 200, optedOut: 2 }],
    countries: [{ name: "India", sent: 250, optedOut: 3 }],
  });
  expect(shown.hours.reduce((sum, { sent }) => sum + sent, 0)).toBe(250);
});

/** What the worker does every few minutes. */
async function passOfWorker(): Promise<void> {
  const { findRunStarts } = await import("@/lib/services/find-run-starts");
  await findRunStarts(api.context, tenant.id, new Date());
}

const person = (index: number) => `+91999${String(1_000_000 + index)}`;

function stop(index: number) {
  return { number: phone, kind: "opted_out", recipient: person(index), at: began + hours(1) };
}

/** So many messages a second apart, each to another person, sent and delivered. */
async function burst(
  count: number,
  {
    at = began,
    from = 0,
    ...labels
  }: { at?: number; from?: number; [label: string]: unknown } = {},
): Promise<void> {
  const rows = Array.from({ length: count }, (_, index) => index).flatMap((index) => {
    const base = {
      number: phone,
      category: "marketing",
      message: `m-${from + index}`,
      recipient: person(from + index),
      ...labels,
    };
    const sentAt = at + index * 1000;
    return [
      { ...base, kind: "sent", at: sentAt },
      { ...base, kind: "delivered", at: sentAt + 500 },
    ];
  });
  for (let index = 0; index < rows.length; index += 500) await post(rows.slice(index, index + 500));
}

async function post(rows: readonly object[]): Promise<void> {
  const answer = await tenant.writer("POST", "/api/v1/events", rows);
  expect(await answer.json()).toMatchObject({ accepted: rows.length, skipped: [] });
}

async function ask<T>(what: string): Promise<T> {
  const answer = await tenant.reader("GET", `/api/v1/${what}`);
  expect(answer.status).toBe(200);
  return (await answer.json()) as T;
}

const campaigns = () => ask<CampaignsJson>("campaigns?days=7");
const page = (id: string | undefined) => ask<CampaignPageJson>(`campaigns/${id}`);

async function name(id: string | undefined, given: string): Promise<void> {
  const answer = await tenant.person("PUT", `/api/v1/campaigns/${id}/name`, { name: given });
  expect(answer.status).toBe(200);
}
