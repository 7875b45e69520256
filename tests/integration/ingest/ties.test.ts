import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { hours } from "@/lib/domain/time";
import { commitBatch, type PeopleRow } from "@/lib/services/commit-batch";
import type { Core } from "@/lib/services/core";
import { lookBackFromNo } from "@/lib/services/late-no";
import { tiePeople } from "@/lib/services/tie-people";
import { makeDatabase, type TestDatabase } from "@/tests/support/database";
import { event, makeCore, makeNumber, makeWorkspace, monday } from "@/tests/support/workspace";

let database: TestDatabase;
let core: Core;
let workspace: { id: string; zone: string };
let numberId: string;

const name = (letter: string) => `${letter.repeat(8)}-0000-4000-8000-000000000000`;
const [userId, phone, newPhone, newUserId, stranger] = ["a", "b", "c", "d", "e"].map(name) as [
  string,
  string,
  string,
  string,
  string,
];
const ago = (hoursAgo: number) => monday.getTime() - hours(hoursAgo);

beforeAll(async () => {
  database = await makeDatabase();
  core = makeCore(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  workspace = await makeWorkspace(core);
  numberId = await makeNumber(core, workspace.id);
});

test("a no under the user id binds under the phone number it was once seen with", async () => {
  await tie({ person: userId, alias: phone });
  await commit(event(numberId, "opted_out", ago(48), { person: userId }));
  await commit(offer(phone, 1));

  expect(await leaks()).toEqual([phone]);
});

test("a tie that is learnt after the no and after the message finds the leak", async () => {
  await commit(event(numberId, "opted_out", ago(48), { person: userId }));
  await commit(offer(phone, 1));
  expect(await leaks()).toEqual([]);

  await tie({ person: userId, alias: phone });
  await lookBack(phone);

  expect(await leaks()).toEqual([phone]);
});

test("a person who changes number and then user id stays one person", async () => {
  await tie({ person: userId, alias: phone });
  await commit(event(numberId, "opted_out", ago(48), { person: phone }));
  await tie({ person: userId, alias: newPhone });
  await tie({ person: newUserId, alias: userId });
  for (const person of [phone, newPhone, newUserId]) await commit(offer(person, 1));

  expect(await leaks()).toEqual([phone, newPhone, newUserId].sort());
});

test("an older delivery that names the former user id does not part the family", async () => {
  await tie({ person: newUserId, alias: userId });
  await tie({ person: userId, alias: phone });

  expect(await aliases()).toEqual([
    { alias: userId, person: newUserId },
    { alias: phone, person: newUserId },
  ]);
});

test("a number that somebody else got is theirs from then on", async () => {
  await tie({ person: userId, alias: phone });
  await tie({ person: stranger, alias: phone });

  expect(await aliases()).toEqual([{ alias: phone, person: stranger }]);
});

test("one person who says stop under two names within a week is one opt-out", async () => {
  await tie({ person: userId, alias: phone });
  await commit(event(numberId, "opted_out", ago(30), { person: userId }));
  await commit(event(numberId, "opted_out", ago(20), { person: phone }));
  await commit(event(numberId, "opted_out", ago(10), { person: stranger }));

  const [sum] = await core.sql`
    select sum(opted_out)::int as n from number_hours where workspace_id = ${workspace.id}`;
  expect(sum).toEqual({ n: 2 });
});

test("a yes under one name lifts the no under the other", async () => {
  await tie({ person: userId, alias: phone });
  await commit(event(numberId, "opted_out", ago(60), { person: userId }));
  await commit(event(numberId, "opted_in", ago(50), { person: phone }));
  await commit(offer(userId, 1), offer(phone, 2));

  expect(await leaks()).toEqual([]);
});

test("tying twice, and oneself to oneself, changes nothing", async () => {
  await tie({ person: userId, alias: phone });
  await tie({ person: userId, alias: phone });
  await tie({ person: userId, alias: userId });

  expect(await aliases()).toEqual([{ alias: phone, person: userId }]);
});

test("one workspace's ties say nothing in another", async () => {
  await tie({ person: userId, alias: phone });
  const first = workspace;
  workspace = await makeWorkspace(core);
  numberId = await makeNumber(core, workspace.id);
  await commit(event(numberId, "opted_out", ago(48), { person: userId }));
  await commit(offer(phone, 1));

  expect(await leaks()).toEqual([]);
  expect(first.id).not.toBe(workspace.id);
});

function offer(person: string, hoursAgo: number): PeopleRow {
  return event(numberId, "sent", ago(hoursAgo), { person, category: "marketing" });
}

function tie(pair: { person: string; alias: string }) {
  return tiePeople(core.sql, workspace.id, [pair], monday);
}

function commit(...rows: PeopleRow[]) {
  return commitBatch(core.sql, {
    workspaceId: workspace.id,
    zone: workspace.zone,
    optOutGraceHours: 24,
    origin: 0,
    rows,
    now: monday.getTime(),
  });
}

async function leaks(): Promise<unknown[]> {
  const rows = await core.sql`
    select person from leaks where workspace_id = ${workspace.id} order by person`;
  return rows.map(({ person }) => person as unknown);
}

function aliases() {
  return core.sql`
    select alias, person from person_aliases where workspace_id = ${workspace.id} order by alias`;
}

async function lookBack(person: string) {
  const [due] = await core.sql`
    select due_at, last_event_at from due
    where workspace_id = ${workspace.id} and kind = 'late_no' and target_id = ${person}`;
  if (!due) throw new Error("nobody asked to look back");
  await lookBackFromNo(
    core,
    {
      workspaceId: workspace.id,
      kind: "late_no",
      targetId: person,
      lease: due["due_at"] as Date,
      markedAt: null,
      lastEventAt: due["last_event_at"] as Date,
    },
    monday,
  );
}
