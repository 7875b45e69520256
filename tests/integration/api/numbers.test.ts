import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { hours, minutes } from "@/lib/domain/time";
import { scoreClaimedNumber } from "@/lib/services/score-number";
import { numberPageJson, numbersJson } from "@/lib/wire/number";
import { timelineJson } from "@/lib/wire/timeline";
import { countFailures } from "@/lib/services/count-failures";
import { campaignsJson } from "@/lib/wire/campaign";
import { openApi, type Tenant } from "@/tests/support/api";
import { commit, event, makeNumber } from "@/tests/support/workspace";

let api: Awaited<ReturnType<typeof openApi>>;
let tenant: Tenant;
let numberId: string;
const now = new Date();
const ago = (ms: number) => now.getTime() - ms;
const marketing = { category: "marketing" } as const;

beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  tenant = await api.tenant();
  numberId = await makeNumber(api.context, tenant.id, { name: "Kite Fashion – Offers" });
});

test("lists the numbers worst first, each with lines that sum to its score", async () => {
  const calm = await makeNumber(api.context, tenant.id, { number: "+15550100002" });
  await burst(numberId, 40);
  await burst(calm, 0);

  const { numbers, zone, updatedAt } = numbersJson.parse(await json("/api/v1/numbers"));

  expect(numbers.map(({ id, band }) => [id, band])).toEqual([
    [numberId, "watch"],
    [calm, "low"],
  ]);
  for (const { score, factors } of numbers) {
    expect(factors.reduce((sum, { points }) => sum + points, 0)).toBe(score);
  }
  expect(zone).toBe("Asia/Kolkata");
  expect(updatedAt).toBe(now.toISOString());
});

test("says of a number that nothing was heard of that it was never seen", async () => {
  const { numbers } = numbersJson.parse(await json("/api/v1/numbers"));

  expect(numbers).toMatchObject([
    { score: null, band: "unknown", freshness: "never", factors: [] },
  ]);
});

test("says that a number cannot be seen when it was heard of daily and is silent", async () => {
  for (let day = 4; day < 11; day += 1) await commitAt(hours(24 * day), 10);
  await score(numberId, new Date(ago(hours(96))));

  const { numbers } = numbersJson.parse(await json("/api/v1/numbers"));

  expect(numbers).toMatchObject([{ freshness: "stale", reason: "We cannot see this number" }]);
});

test("leaves test numbers out", async () => {
  await makeNumber(api.context, tenant.id, { test: true });

  expect(numbersJson.parse(await json("/api/v1/numbers")).numbers).toHaveLength(1);
});

test.each([
  ["our id", () => numberId],
  ["E.164", () => encodeURIComponent("+15550100001")],
  ["the provider's id", () => "220011223344556"],
])("finds one number by %s", async (_name, id) => {
  await api.context.sql`insert into number_aliases (workspace_id, kind, value, number_id) values
    (${tenant.id}, 'e164', '+15550100001', ${numberId}), (${tenant.id}, 'phone_number_id', '220011223344556', ${numberId})`;
  await burst(numberId, 40);

  const page = numberPageJson.parse(await json(`/api/v1/numbers/${id()}`));

  expect(page).toMatchObject({
    id: numberId,
    name: "Kite Fashion – Offers",
    score: 40,
    accountNumbers: 1,
  });
  expect(page.families.find(({ family }) => family === "consent")).toEqual({
    family: "consent",
    points: 40,
    cap: 60,
  });
  expect(page.whatNext.length).toBeGreaterThan(0);
});

test("tells a number's campaigns with what belongs to none", async () => {
  const [label] = await api.context.sql<
    { id: number }[]
  >`insert into labels (workspace_id, dimension, text, created_at)
    values (${tenant.id}, 4, 'Festive-2', ${now}) returning id`;
  const campaign = label?.id ?? 0;
  await commit(
    api.context,
    tenant,
    [
      event(numberId, "sent", ago(hours(30)), { ...marketing, campaign, count: 1000 }),
      event(numberId, "delivered", ago(hours(30)), { ...marketing, campaign, count: 900 }),
      event(numberId, "failed", ago(hours(30)), {
        ...marketing,
        campaign,
        count: 100,
        code: 131026,
      }),
      event(numberId, "opted_out", ago(hours(29)), { ...marketing, campaign, count: 18 }),
      event(numberId, "opted_out", ago(hours(28)), { ...marketing, count: 3 }),
    ],
    now,
  );
  await countFailures(api.context, tenant.id, tenant.zone, now);

  const { campaigns, unassignedOptOuts } = campaignsJson.parse(
    await json(`/api/v1/numbers/${numberId}/campaigns`),
  );

  expect(campaigns).toMatchObject([
    {
      name: "Festive-2",
      sent: 1000,
      delivered: 900,
      optedOut: 18,
      optedOutShare: 0.02,
      mark: "high",
    },
  ]);
  expect(campaigns[0]?.unreachableShare).toBeCloseTo(100 / 1100);
  expect(unassignedOptOuts).toBe(3);
});

test("tells what happened to a number, newest first, in words", async () => {
  for (const [age, value] of [
    [hours(40), "green"],
    [hours(2), "yellow"],
  ] as const) {
    await api.context
      .sql`insert into facts (workspace_id, node_kind, node_id, at, dedupe, kind, value, detail, received_at)
      values (${tenant.id}, 'number', ${numberId}, ${new Date(ago(age))}, ${crypto.randomUUID()}, 'quality', ${value},
        ${api.context.sql.json({ how: "polled" })}, ${now})`;
  }

  const { entries } = timelineJson.parse(await json(`/api/v1/numbers/${numberId}/timeline`));

  expect(entries.map(({ kind, text }) => [kind, text])).toEqual([
    ["notice", "rating green → yellow (asked)"],
    ["notice", "rating green (asked)"],
  ]);
});

async function json(address: string): Promise<unknown> {
  const response = await tenant.reader("GET", address);
  expect(response.status).toBe(200);
  return response.json();
}

async function burst(id: string, optedOut: number) {
  await commit(
    api.context,
    tenant,
    [
      event(id, "delivered", ago(minutes(2)), { ...marketing, count: 1000 }),
      event(id, "read", ago(minutes(2)), marketing),
      event(id, "replied", ago(minutes(2))),
      ...(optedOut > 0
        ? [event(id, "opted_out", ago(minutes(1)), { ...marketing, count: optedOut })]
        : []),
    ],
    now,
  );
  await score(id, now);
}

async function commitAt(age: number, count: number) {
  await commit(
    api.context,
    tenant,
    [event(numberId, "delivered", ago(age), { ...marketing, count })],
    now,
  );
}

async function score(targetId: string, at: Date) {
  const key = { workspaceId: tenant.id, kind: "score", targetId } as const;
  await scoreClaimedNumber(api.context, { ...key, lease: at, lastEventAt: at, markedAt: null }, at);
}
