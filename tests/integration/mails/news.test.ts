import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { insertFacts } from "@/db/queries/insert-facts";
import { deliveries } from "@/db/schema";
import { hours, minutes } from "@/lib/domain/time";
import type { FactDetail } from "@/lib/domain/event";
import type { Core } from "@/lib/services/core";
import { watchSource } from "@/lib/services/watch-source";
import {
  type Agency,
  claim,
  evaluate,
  ist,
  listAlerts,
  listNotes,
  mailsOf,
  makeAgency,
  makeSource,
} from "@/tests/integration/alerts/agency";
import { makeDatabase, type TestDatabase } from "@/tests/support/database";
import { makeCore, makeNumber } from "@/tests/support/workspace";

let database: TestDatabase;
let core: Core;
let agency: Agency;
let trips: string;

const noon = ist("2026-11-23T12:00");

beforeAll(async () => {
  database = await makeDatabase();
  core = makeCore(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  agency = await makeAgency(core);
  trips = await makeNumber(core, agency.workspace.id, { name: "Nomad Travel – Trips" });
});

test.each(["yellow", "red"] as const)(
  "a %s rating that the first asking finds is history, not news",
  async (value) => {
    await rate(value, noon, { how: "polled" });

    await evaluate(agency, trips, noon);

    expect(await listAlerts(agency)).toEqual([]);
    expect((await listNotes(agency)).map(({ because }) => because)).toEqual(["history"]);
  },
);

test("a rating that was green at the last asking is news", async () => {
  await rate("green", new Date(noon.getTime() - hours(1)), { how: "polled" });
  await rate("red", noon, { how: "polled" });

  await evaluate(agency, trips, noon);

  expect((await mailsOf(agency, agency.maya)).map(({ subject }) => subject)).toEqual([
    "WhatsApp rates Nomad Travel – Trips red now",
  ]);
});

test("a source that never had a good delivery is not said to be unseen since some day", async () => {
  const sourceId = await makeSource(agency, [trips]);
  await core.db.insert(deliveries).values({
    workspaceId: agency.workspace.id,
    sourceId,
    id: crypto.randomUUID(),
    tookMs: 1,
    verdict: "bad_signature",
    times: 20,
    at: new Date(noon.getTime() - minutes(5)),
  });

  await watchSource(core, await claim(agency, "watch", sourceId, noon), noon);

  const [mail] = await mailsOf(agency, agency.maya);
  expect(mail?.subject).toBe("We cannot see Nomad Travel – Trips yet: every signature is wrong");
  expect(mail?.text).not.toMatch(/since|changed/);
});

async function rate(value: string, at: Date, detail: FactDetail): Promise<void> {
  const row = {
    nodeKind: "number" as const,
    nodeId: trips,
    at: at.getTime(),
    dedupe: crypto.randomUUID(),
    kind: "quality" as const,
    value,
    detail,
  };
  await insertFacts(core.sql, agency.workspace.id, [row], at.getTime());
}
