import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Claim } from "@/db/queries/due";
import { days, hours } from "@/lib/domain/time";
import type { Core } from "@/lib/services/core";
import { countPeople } from "@/lib/services/count-people";
import { lookBackFromNo } from "@/lib/services/late-no";
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
let otherId: string;
const at = (ms: number) => monday.getTime() - ms;
const marketing = { category: "marketing" } as const;
const person = (name: string) => `aaaaaaaa-0000-4000-8000-${name.padStart(12, "0")}`;

beforeAll(async () => {
  database = await makeDatabase();
  core = makeCore(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  workspace = await makeWorkspace(core);
  numberId = await makeNumber(core, workspace.id);
  otherId = await makeNumber(core, workspace.id, { number: "+15550100002" });
});

test("counts whom a day reached, and whom for the first time in 90 days", async () => {
  await send(numberId, "1", days(20), { category: "utility" });
  await send(otherId, "2", days(20));
  for (const name of ["1", "2", "3"]) await send(numberId, name, hours(2));
  await send(numberId, "3", hours(1));
  await send(numberId, "4", hours(1), { category: "authentication" });

  await pass();

  expect(await row(numberId)).toMatchObject({ reached: 3, first_contacts: 2 });
});

test("counts who got more than three offers in a week over all numbers", async () => {
  for (const age of [1, 2, 3]) await send(numberId, "1", days(age));
  await send(otherId, "1", hours(3));
  for (const age of [1, 2, 3]) await send(numberId, "2", days(age));
  await send(numberId, "2", days(8));

  await pass();

  expect(await row(numberId)).toMatchObject({ week_reached: 2, week_over_three: 1 });
  expect(await row(otherId)).toMatchObject({ week_reached: 1, week_over_three: 1 });
});

test("takes a message for one, however many of its statuses came", async () => {
  const message = "bbbbbbbb-0000-4000-8000-000000000001";
  const of = { ...marketing, person: person("1"), message };
  await commit(core, workspace, [
    event(numberId, "sent", at(hours(3)), of),
    event(numberId, "delivered", at(hours(2)), of),
    event(numberId, "read", at(hours(1)), of),
  ]);

  await pass();

  expect(await row(numberId)).toMatchObject({ reached: 1, week_over_three: 0 });
});

test("does not take a late read for a message of this week", async () => {
  const key = "bbbbbbbb-0000-4000-8000-000000000002";
  const of = { ...marketing, person: person("1"), message: key, key, keyOf: "message" } as const;
  await commit(core, workspace, [
    event(numberId, "delivered", at(days(8)), of),
    event(numberId, "read", at(hours(1)), of),
  ]);

  await pass();

  expect(await row(numberId)).toMatchObject({ reached: 0, week_reached: 0 });
});

test("gives history its sums, day by day, and says when there is more to do", async () => {
  for (let age = 3; age < 18; age += 1) await send(numberId, "1", days(age));

  await pass();
  const [due] =
    await core.sql`select due_at from due where workspace_id = ${workspace.id} and kind = 'people'`;
  expect(due).toEqual({ due_at: monday });
  await pass();

  const [counted] =
    await core.sql`select count(*)::int as n from people_days where workspace_id = ${workspace.id} and reached = 1`;
  expect(counted).toEqual({ n: 15 });
});

test("has a number judged again when its people are others, and only then", async () => {
  await send(numberId, "1", hours(2));
  await send(otherId, "1", hours(2));
  await pass();
  await core.sql`delete from due where workspace_id = ${workspace.id} and kind = 'score'`;

  await pass();
  expect(await judgedAgain()).toEqual([]);

  await core.sql`update people_days set first_contacts = 0 where workspace_id = ${workspace.id} and number_id = ${numberId}`;
  await pass();
  expect(await judgedAgain()).toEqual([{ target_id: numberId, due_at: monday }]);
});

test("finds what was sent between a no and its late arrival", async () => {
  await commit(core, workspace, [
    event(numberId, "sent", at(days(3)), { ...marketing, person: person("1") }),
    event(numberId, "sent", at(days(1)), { ...marketing, person: person("1"), campaign: 7 }),
    event(numberId, "sent", at(days(1)), { category: "utility", person: person("1") }),
    event(numberId, "sent", at(days(1)), { ...marketing, person: person("2") }),
  ]);

  const claim = () => claimOf("late_no", person("1"), new Date(at(days(3))));
  await lookBackFromNo(core, await claim(), monday);
  await lookBackFromNo(core, await claim(), monday);

  expect(
    await core.sql`select number_id, campaign from leaks where workspace_id = ${workspace.id}`,
  ).toEqual([{ number_id: numberId, campaign: 7 }]);
  expect(
    await core.sql`select kind, target_id from due where workspace_id = ${workspace.id} and kind = 'late_no'`,
  ).toEqual([]);
});

test("keeps silent about what a later yes allowed", async () => {
  await commit(core, workspace, [
    event(numberId, "sent", at(hours(1)), { ...marketing, person: person("1") }),
  ]);
  await core.sql`insert into people (workspace_id, person, said_yes_at, last_event_at)
    values (${workspace.id}, ${person("1")}, ${new Date(at(days(1)))}, ${monday})`;

  await lookBackFromNo(core, await claimOf("late_no", person("1"), new Date(at(days(3)))), monday);

  expect(await core.sql`select 1 from leaks where workspace_id = ${workspace.id}`).toEqual([]);
});

async function send(number: string, name: string, age: number, more: object = marketing) {
  await commit(core, workspace, [
    event(number, "delivered", at(age), { person: person(name), ...more }),
  ]);
}

function judgedAgain() {
  return core.sql`select target_id, due_at from due where workspace_id = ${workspace.id} and kind = 'score'`;
}

async function pass() {
  await countPeople(core, await claimOf("people", workspace.id, null), monday);
}

async function claimOf(
  kind: "people" | "late_no",
  targetId: string,
  lastEventAt: Date | null,
): Promise<Claim> {
  const lease = new Date(monday.getTime() + hours(1));
  await core.sql`insert into due (workspace_id, kind, target_id, due_at) values (${workspace.id}, ${kind}, ${targetId}, ${lease})
    on conflict (workspace_id, kind, target_id) do update set due_at = excluded.due_at`;
  return { workspaceId: workspace.id, kind, targetId, lease, lastEventAt, markedAt: null };
}

async function row(number: string) {
  const [found] = await core.sql`select * from people_days
    where workspace_id = ${workspace.id} and number_id = ${number} and day = '2026-11-23'`;
  return found;
}
