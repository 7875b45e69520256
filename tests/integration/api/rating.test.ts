import { afterAll, beforeAll, expect, test } from "vitest";
import { insertFacts } from "@/db/queries/insert-facts";
import { scoreClaimedAccount } from "@/lib/services/score-account";
import { scoreClaimedNumber } from "@/lib/services/score-number";
import type { AccountPageJson } from "@/lib/wire/account";
import type { NumberPageJson } from "@/lib/wire/number";
import type { SeeingJson } from "@/lib/wire/seeing";
import { makeMember, openApi, type Tenant } from "@/tests/support/api";
import { commit, event, makeNumber } from "@/tests/support/workspace";

let api: Awaited<ReturnType<typeof openApi>>;
let maya: Tenant;

beforeAll(async () => {
  api = await openApi();
  maya = await api.tenant();
});
afterAll(() => api.close());

test("a rating entered by hand is shown with who and when, counts at once, and is stale after 7 days", async () => {
  const id = await newNumber();
  await score(id);
  const before = await page(id);

  const answer = await maya.person("POST", `/api/v1/numbers/${id}/rating`, {
    rating: "yellow",
    reason: "spam",
  });
  await score(id);
  const after = await page(id);
  await score(id, new Date(Date.now() + 8 * 86_400_000));
  const late = await page(id);

  expect(answer.status).toBe(200);
  expect(before).toMatchObject({ quality: "unknown", rating: { entered: null } });
  expect(after).toMatchObject({
    quality: "yellow",
    rating: { entered: { by: "Maya", reason: "spam" } },
  });
  expect(after.coverage - before.coverage).toBeCloseTo(0.15);
  expect(after.score).toBeGreaterThanOrEqual(40);
  expect(late.quality).toBe("unknown");
  const log = await api.context
    .sql`select action from audit_log where workspace_id = ${maya.id} and target_id = ${id}`;
  expect(log.map((row) => row["action"])).toEqual(["rating_entered"]);
});

test("nobody enters a rating with an API key, as a viewer, or in words that WhatsApp does not have", async () => {
  const id = await newNumber();
  const viewer = await makeMember(api.context, maya.id, { role: "viewer" });
  const rate = { rating: "red" };

  expect((await maya.writer("POST", `/api/v1/numbers/${id}/rating`, rate)).status).toBe(403);
  expect((await viewer.person("POST", `/api/v1/numbers/${id}/rating`, rate)).status).toBe(403);
  expect(
    (await maya.person("POST", `/api/v1/numbers/${id}/rating`, { rating: "unknown" })).status,
  ).toBe(400);
  const [row] = await api.context
    .sql`select count(*)::int as n from facts where workspace_id = ${maya.id} and node_id = ${id}`;
  expect(row?.["n"]).toBe(0);
});

test("what is unknown and what is not available are two states with two sentences", async () => {
  const other = await api.tenant();
  const id = await newNumber(other);
  const { createSource } = await import("@/lib/services/create-source");
  const now = new Date();
  const { id: source } = await createSource(
    api.context,
    other.id,
    { provider: "meta", name: "Shop", credentials: { appSecret: "s" } },
    now,
  );
  await api.context
    .sql`insert into source_numbers (workspace_id, number_id, source_id, first_at) values (${other.id}, ${id}, ${source}, ${now})`;
  await score(id, now, other);

  const { numbers } = (await (await other.reader("GET", "/api/v1/seeing")).json()) as SeeingJson;
  const states = Object.fromEntries(
    (numbers[0]?.signals ?? []).map(({ label, state }) => [label, state]),
  );

  expect(states).toMatchObject({
    "blocks or reports": "not_available",
    "WhatsApp's rating": "unknown",
    reads: "unknown",
  });
});

test("an account that only its notices have named has a row and a page of its own, and its numbers inherit", async () => {
  const now = Date.now();
  const id = crypto.randomUUID();
  await api.context
    .sql`insert into accounts (workspace_id, id, waba_id, name, created_at) values (${maya.id}, ${id}, '104455667788990', 'Roast & Co', now())`;
  const fact = {
    nodeKind: "account" as const,
    nodeId: id,
    accountId: id,
    at: now - 3_600_000,
    dedupe: crypto.randomUUID(),
    kind: "restricted" as const,
    until: now + 3 * 86_400_000,
    detail: { types: ["RESTRICTED_BIZ_INITIATED_MESSAGING"] },
  };
  await insertFacts(
    api.context.sql,
    maya.id,
    [{ ...fact, value: "RESTRICTED_BIZ_INITIATED_MESSAGING" }],
    now,
  );
  await scoreClaimedAccount(api.context, { ...claim(id), kind: "score_account" }, new Date(now));

  const alone = await account();
  const number = await newNumber(maya, id);
  await score(number);
  const together = await account();

  expect(alone).toMatchObject({
    name: "Roast & Co",
    sending: "restricted",
    members: [],
    numbers: 0,
    restriction: { until: new Date(now + 3 * 86_400_000).toISOString(), inherited: false },
  });
  expect(alone.restriction?.words).toContain("can answer people who wrote in the last 24 hours");
  expect(alone.whatNext.length).toBeGreaterThan(0);
  expect(together.members).toMatchObject([
    { id: number, sending: "restricted", restriction: { inherited: true } },
  ]);
});

async function account(): Promise<AccountPageJson> {
  return (await (
    await maya.reader("GET", "/api/v1/accounts/104455667788990")
  ).json()) as AccountPageJson;
}

async function page(id: string): Promise<NumberPageJson> {
  return (await (await maya.reader("GET", `/api/v1/numbers/${id}`)).json()) as NumberPageJson;
}

let phones = 1;

async function newNumber(who = maya, accountId?: string): Promise<string> {
  const number = `+1555010${String((phones += 1)).padStart(4, "0")}`;
  const id = await makeNumber(api.context, who.id, { number, ...(accountId && { accountId }) });
  const now = new Date();
  await commit(api.context, who, [event(id, "replied", now)], now);
  return id;
}

function claim(targetId: string, who = maya) {
  const now = new Date();
  return {
    workspaceId: who.id,
    kind: "score" as const,
    targetId,
    lease: now,
    lastEventAt: now,
    markedAt: null,
  };
}

async function score(id: string, now = new Date(), who = maya): Promise<void> {
  await scoreClaimedNumber(api.context, claim(id, who), now);
}
