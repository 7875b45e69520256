import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { system } from "@/lib/domain/audit";
import { noRows, personPlaces } from "@/lib/domain/erasure";
import type { Core } from "@/lib/services/core";
import { erasePerson } from "@/lib/services/erase-person";
import { makeDatabase, type TestDatabase } from "@/tests/support/database";
import { makeCore, monday } from "@/tests/support/workspace";
import { type Agency, codeOf, countEverything, makeAgency, plantPerson } from "./planted";
import { readDatabase } from "./search";

const phone = "+919876543210";
const another = "+919876543211";

let database: TestDatabase;
let core: Core;
let agency: Agency;

beforeAll(async () => {
  database = await makeDatabase();
  core = makeCore(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  agency = await makeAgency(core);
});

test("forgets a person at two clients of the workspace, and nobody else anywhere", async () => {
  const neighbour = await makeAgency(core);
  const mine = await plantEverywhere(agency, phone);
  const others = [
    ...(await plantEverywhere(agency, another)),
    ...(await plantEverywhere(neighbour, phone)),
  ];
  const before = await countEverything(core.sql, agency.id);
  const sums = await listSums();

  const counts = await erase(phone);

  const dump = (await readDatabase(core.sql)).map(({ text }) => text).join("\n");
  expect(mine.filter((code) => dump.includes(code))).toEqual([]);
  expect(others.filter((code) => !dump.includes(code))).toEqual([]);
  expect(counts).toEqual({
    people: 4,
    person_aliases: 2,
    events: 4,
    opt_outs: 2,
    leaks: 2,
    deliveries: 2,
    due: 2,
  });
  // What was counted stays counted: only what stood for the person alone is gone.
  expect(await countEverything(core.sql, agency.id)).toEqual({
    ...before,
    people: (before["people"] ?? 0) - 4,
    person_aliases: (before["person_aliases"] ?? 0) - 2,
    due: (before["due"] ?? 0) - 2,
    audit_log: (before["audit_log"] ?? 0) + 1,
  });
  expect(await listSums()).toEqual(sums);
});

test("says honestly that there was nothing, and the second time too", async () => {
  await plantEverywhere(agency, phone);
  await erase(phone);

  expect(await erase(phone)).toEqual(noRows());
  expect(await erase("+14155550199")).toEqual(noRows());
});

test.each(["+91 98765 43210", "00919876543210", "(91) 98765-43210", " +91.98765.43210 "])(
  "finds the person however the number is typed: %s",
  async (typed) => {
    await plantEverywhere(agency, phone);

    expect((await erase(typed)).events).toBe(4);
  },
);

test("finds the person by the WhatsApp user id as well", async () => {
  const bsuid = "IN.13491208655302741918";
  await plantEverywhere(agency, bsuid);

  expect((await erase(bsuid)).people).toBe(4);
});

test.each(["44444", "my sister", "+0123456789", "1".repeat(60)])(
  "refuses what is no number without repeating it: %j",
  async (typed) => {
    const refusal: unknown = await erase(typed).catch((error: unknown) => error);

    expect(refusal).toMatchObject({ code: "bad_request", field: "phone" });
    expect(String(refusal)).not.toContain(typed);
  },
);

test("the number that was typed stands nowhere afterwards, not in the audit log either", async () => {
  await plantEverywhere(agency, phone);

  await erase("+91 98765 43210");

  const dump = (await readDatabase(core.sql)).map(({ text }) => text.replace(/[\s+]/g, ""));
  expect(dump.filter((text) => text.includes("919876543210"))).toEqual([]);
  const [line] = await core.sql`select action, detail, target_id, target_name from audit_log
    where workspace_id = ${agency.id} and action = 'person_erased'`;
  expect(line).toEqual({
    action: "person_erased",
    detail: { rows: 18 },
    target_id: null,
    target_name: null,
  });
});

test("every column that can hold a person is one that erasing knows", async () => {
  const rows = await core.sql<{ place: string }[]>`
    select distinct regexp_replace(table_name, '^events_[0-9]+$', 'events') || '.' || column_name as place
    from information_schema.columns
    where table_schema = current_schema() and (column_name in ('person', 'alias') or column_name = 'parts'
      or (table_name = 'due' and column_name = 'target_id'))
    order by 1`;

  expect(rows.map(({ place }) => place)).toEqual([
    "deliveries.parts",
    "due.target_id",
    "events.person",
    "leaks.person",
    "opt_outs.person",
    "people.person",
    "person_aliases.alias",
    "person_aliases.person",
  ]);
  expect(Object.keys(personPlaces).toSorted()).toEqual(
    [...new Set(rows.map(({ place }) => place.replace(/\..*/, "")))].toSorted(),
  );
});

/** Under both clients' keys, on both numbers; returns all codes. */
async function plantEverywhere(where: Agency, named: string): Promise<string[]> {
  const codes: string[] = [];
  for (const client of where.clients) {
    const code = await codeOf(core, where.id, named, client.id);
    const other = randomUUID();
    await plantPerson(core, where, client.numberId, { code, other });
    codes.push(code, other);
  }
  return codes;
}

function erase(typed: string) {
  return erasePerson(core, { workspaceId: agency.id, typed, actor: system }, monday);
}

function listSums() {
  return core.sql`select * from number_hours where workspace_id = ${agency.id} order by number_id, hour`;
}
