import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ensureDays } from "@/db/queries/partitions";
import type { UpdateRetention } from "@/lib/wire/retention";
import { retentionJson, retentionPreviewJson } from "@/lib/wire/retention";
import { days } from "@/lib/domain/time";
import { forgetOld } from "@/lib/services/forget-old";
import { scheduleChores } from "@/lib/services/schedule-chores";
import { openApi, type Tenant } from "@/tests/support/api";
import { makeNumber } from "@/tests/support/workspace";
import { insertRow } from "./planted";

let api: Awaited<ReturnType<typeof openApi>>;
let tenant: Tenant;
let numberId: string;
const now = new Date();
const ago = (age: number) => new Date(now.getTime() - days(age));

beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  tenant = await api.tenant("UTC");
  numberId = await makeNumber(api.context, tenant.id);
  await ensureDays(api.context.sql, ago(410), now);
});

/** Where a row of this age stands, its column of time, and after how many days it goes by default. */
const aged = [
  ["events", "at", 90],
  ["seen", "seen_at", 30],
  ["deliveries", "at", 30],
  ["calls", "created_at", 30],
  ["people", "last_event_at", 90],
  ["person_aliases", "seen_at", 90],
  ["opt_outs", "at", 90],
  ["leaks", "at", 90],
  ["number_hours", "hour", 396],
  ["breakdown_hours", "hour", 396],
  ["failure_hours", "hour", 396],
  ["breakdown_failures", "day", 396],
  ["notifications", "created_at", 396],
  ["invitations", "expires_at", 30],
] as const;

test.each(aged)(
  "%s goes when its %s is older than %d days, and not before",
  async (table, column, age) => {
    await addRow(table, column, age + 2);
    await addRow(table, column, age - 2);

    await forget();

    expect(await count(table)).toBe(1);
  },
);

test.each([
  ["number_days", "day"],
  ["score_hours", "hour"],
  ["facts", "at"],
  ["alerts", "opened_at"],
  ["audit_log", "at"],
] as const)("%s stays as long as the workspace", async (table, column) => {
  const before = await count(table);
  await addRow(table, column, 2000);

  await forget();

  expect(await count(table)).toBe(before + 1);
});

test("mails and calls that still wait to be sent stay whatever their age", async () => {
  await addRow("notifications", "created_at", 2000, { state: "queued" });
  await addRow("calls", "created_at", 2000, { state: "queued" });

  await forget();

  expect([await count("notifications"), await count("calls")]).toEqual([1, 1]);
});

test("ended sessions and links for a new password go a while after their end", async () => {
  const { sql } = api.context;
  const userId = crypto.randomUUID();
  for (const [name, age] of [
    ["old", 40],
    ["young", 10],
  ] as const) {
    await insertRow(sql, "sessions", {
      workspace_id: tenant.id,
      id_hash: `${name} ${userId}`,
      expires_at: ago(age),
    });
    await insertRow(sql, "password_resets", {
      token_hash: `${name} ${userId}`,
      user_id: userId,
      expires_at: ago(age / 2),
    });
  }

  await forget();
  await scheduleChores(api.context, now);

  const sessions =
    await sql`select id_hash from sessions where workspace_id = ${tenant.id} and id_hash like ${`%${userId}`}`;
  expect(sessions).toEqual([{ id_hash: `young ${userId}` }]);
  expect(await sql`select token_hash from password_resets where user_id = ${userId}`).toEqual([
    { token_hash: `young ${userId}` },
  ]);
});

test("shortening says first what it deletes, wants a confirmation, and then deletes just that", async () => {
  for (const age of [5, 20, 50]) await addRow("events", "at", age);
  for (const age of [50, 200]) await addRow("number_hours", "hour", age);
  for (const age of [2, 20]) await addRow("deliveries", "at", age);
  const wanted = { rawDays: 7, rollupDays: 100, deliveryLogDays: 10 };

  const preview = await tenant.person("POST", "/api/v1/settings/retention/preview", wanted);
  const refused = await patch(wanted);
  const taken = await patch({ ...wanted, confirmed: true });
  await forget();

  expect(retentionPreviewJson.parse(await preview.json())).toEqual({
    events: 2,
    sums: 1,
    deliveries: 1,
  });
  expect(refused.status).toBe(409);
  expect(retentionJson.parse(await taken.json()).days).toEqual(wanted);
  expect([await count("events"), await count("number_hours"), await count("deliveries")]).toEqual([
    1, 1, 1,
  ]);
  const [due] = await api.context.sql`select count(*)::int as count from due
    where workspace_id = ${tenant.id} and kind = 'retention'`;
  expect(due).toEqual({ count: 1 });
});

test("keeping longer deletes nothing and asks nothing", async () => {
  const preview = await tenant.person("POST", "/api/v1/settings/retention/preview", {
    rawDays: 400,
  });

  expect(await preview.json()).toEqual({ events: 0, sums: 0, deliveries: 0 });
  expect((await patch({ rawDays: 400 })).status).toBe(200);
  await addRow("events", "at", 300);
  await forget();
  expect(await count("events")).toBe(1);
});

test("days are dropped at the longest time of any workspace; a shorter one is thinned beside it", async () => {
  const longer = await api.tenant("UTC");
  await longer.person("PATCH", "/api/v1/settings/retention", { rawDays: 400 });
  const other = await makeNumber(api.context, longer.id);
  await addRow("events", "at", 95);
  await insertRow(api.context.sql, "events", {
    workspace_id: longer.id,
    number_id: other,
    at: ago(95),
  });

  await scheduleChores(api.context, now);
  await forget();

  expect(await count("events")).toBe(0);
  expect(await count("events", longer.id)).toBe(1);
});

test.each([
  ["fewer than 7 days of messages", { rawDays: 6 }],
  ["more than 400", { rawDays: 401 }],
  ["half a day", { deliveryLogDays: 1.5 }],
  ["hourly sums of a month", { rollupDays: 30 }],
])("refuses %s", async (_name, wanted) => {
  expect((await patch({ ...wanted, confirmed: true })).status).toBe(400);
});

test("nobody but an administrator changes it", async () => {
  expect(
    (await tenant.writer("PATCH", "/api/v1/settings/retention", { rawDays: 400 })).status,
  ).toBe(403);
  await api.context.sql`update memberships set role = 'member' where workspace_id = ${tenant.id}`;
  expect((await patch({ rawDays: 400 })).status).toBe(403);
});

test("an event older than the workspace keeps events is refused, and the import is named", async () => {
  await patch({ rawDays: 7, confirmed: true });
  const at = ago(8).toISOString();
  const answer = await tenant.writer("POST", "/api/v1/events", [
    { number: "+15550100001", kind: "sent", at, id: "late" },
  ]);

  const body = JSON.stringify(await answer.json());
  expect(body).toContain("too_old_for_live");
});

function patch(wanted: UpdateRetention) {
  return tenant.person("PATCH", "/api/v1/settings/retention", wanted);
}

async function addRow(
  table: string,
  column: string,
  age: number,
  more: Record<string, string> = {},
): Promise<void> {
  const at = column === "day" ? ago(age).toISOString().slice(0, 10) : ago(age);
  const own = { workspace_id: tenant.id, number_id: numberId, [column]: at, ...more };
  await insertRow(api.context.sql, table, own);
}

async function count(table: string, workspaceId = tenant.id): Promise<number> {
  const [row] = await api.context.sql.unsafe<{ count: number }[]>(
    `select count(*)::int as count from "${table}" where workspace_id = $1`,
    [workspaceId],
  );
  return row?.count ?? 0;
}

function forget() {
  const claim = {
    workspaceId: tenant.id,
    kind: "retention" as const,
    targetId: tenant.id,
    lease: now,
    lastEventAt: null,
    markedAt: null,
  };
  return forgetOld(api.context, claim, now);
}
