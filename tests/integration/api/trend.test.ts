import { afterAll, beforeAll, expect, test } from "vitest";
import { trendJson } from "@/lib/wire/trend";
import { openApi, type Tenant } from "@/tests/support/api";
import { commit, event, makeNumber } from "@/tests/support/workspace";

let api: Awaited<ReturnType<typeof openApi>>;
const marketing = { category: "marketing" } as const;
const day = 86_400_000;

beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

/** 09:40 in India, five days ago. */
const start = Math.floor(Date.now() / day) * day - 5 * day + Date.parse("1970-01-01T04:10:00Z");

test("has one point per local hour, from inclusive, to exclusive, zeros where nothing happened", async () => {
  const { tenant, numberId } = await make();
  await commit(
    api.context,
    tenant,
    [
      event(numberId, "sent", start, { ...marketing, count: 7 }),
      event(numberId, "failed", start, { ...marketing, count: 2, code: 131026 }),
      event(numberId, "failed", start, { ...marketing, count: 3, code: 131049 }),
    ],
    new Date(),
  );
  await api.context
    .sql`insert into score_hours (workspace_id, number_id, hour, origin, last, min, max, behaviour, band, coverage, model, lines)
    values (${tenant.id}, ${numberId}, ${new Date(start - 40 * 60_000)}, 'reconstructed', 9, 9, 9, 9, 'low', 0.5, '1', '[]'),
      (${tenant.id}, ${numberId}, ${new Date(start - 40 * 60_000)}, 'live', 12, 9, 12, 12, 'low', 0.5, '1', '[]')`;

  const trend = await ask(tenant, numberId, start - 40 * 60_000, start + 80 * 60_000, "1h");

  expect(trend.points).toMatchObject([
    {
      at: new Date(start - 40 * 60_000).toISOString(),
      score: 12,
      sent: 7,
      failed: 5,
      failedYours: 2,
    },
    {
      at: new Date(start + 20 * 60_000).toISOString(),
      score: null,
      sent: 0,
      failed: 0,
      failedYours: 0,
    },
  ]);
});

test("has local days: what happens at 23:59 and 00:01 in India stands in two of them", async () => {
  const { tenant, numberId } = await make();
  const midnight = Math.floor(start / day) * day + Date.parse("1970-01-01T18:30:00Z");
  await commit(
    api.context,
    tenant,
    [
      event(numberId, "delivered", midnight - 60_000, { ...marketing, count: 5 }),
      event(numberId, "delivered", midnight + 60_000, { ...marketing, count: 8 }),
    ],
    new Date(),
  );

  const { points, zone } = await ask(tenant, numberId, midnight - day, midnight + day, "1d");

  expect(zone).toBe("Asia/Kolkata");
  expect(points.map(({ at, delivered }) => [at, delivered])).toEqual([
    [new Date(midnight - day).toISOString(), 5],
    [new Date(midnight).toISOString(), 8],
  ]);
});

test.each([
  ["a step of another length", "step=5m"],
  ["a moment without a zone", "from=2026-11-22"],
  ["an end before its beginning", "from=2026-11-22T00:00:00Z&to=2026-11-21T00:00:00Z"],
  ["more points than anybody can draw", "from=2020-11-22T00:00:00Z&to=2026-11-21T00:00:00Z"],
])("refuses %s", async (_name, query) => {
  const { tenant, numberId } = await make();

  const response = await tenant.reader("GET", `/api/v1/numbers/${numberId}/trend?${query}`);

  expect(response.status).toBe(400);
});

async function make() {
  const tenant = await api.tenant();
  return { tenant, numberId: await makeNumber(api.context, tenant.id) };
}

async function ask(tenant: Tenant, numberId: string, from: number, to: number, step: string) {
  const query = new URLSearchParams({
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    step,
  });
  const response = await tenant.reader("GET", `/api/v1/numbers/${numberId}/trend?${query}`);
  return trendJson.parse(await response.json());
}
