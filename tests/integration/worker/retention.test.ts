import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ensureDays } from "@/db/queries/partitions";
import { dropDaysBefore } from "@/db/queries/retention";
import { days, hours } from "@/lib/domain/time";
import type { Core } from "@/lib/services/core";
import { forgetOld } from "@/lib/services/forget-old";
import { scheduleChores } from "@/lib/services/schedule-chores";
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
const ago = (ms: number) => new Date(monday.getTime() - ms);

beforeAll(async () => {
  database = await makeDatabase();
  core = makeCore(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  workspace = await makeWorkspace(core);
  numberId = await makeNumber(core, workspace.id);
});

test("forgets keys, deliveries and raw events when their time is over, and nothing of others", async () => {
  const neighbour = await makeWorkspace(core);
  await core.sql`update workspaces set raw_retention_days = 7 where id = ${workspace.id}`;
  for (const one of [workspace, neighbour]) {
    for (const age of [1, 10]) await commit(core, one, [event(numberId, "sent", ago(days(age)))]);
    await core.sql`update seen set seen_at = ${ago(days(31))}
      where workspace_id = ${one.id} and key = (select dedupe from events where workspace_id = ${one.id} order by at limit 1)`;
    for (const age of [1, 31]) await logDelivery(one.id, ago(days(age)));
  }

  await forgetOld(core, await claim(), monday);

  expect(await counts(workspace.id)).toEqual({ events: 1, deliveries: 1 });
  expect(await counts(neighbour.id)).toEqual({ events: 2, deliveries: 2 });
});

test("keeps a no for as long as the person is still written to", async () => {
  const [quiet, written] = [
    "aaaaaaaa-0000-4000-8000-000000000001",
    "aaaaaaaa-0000-4000-8000-000000000002",
  ];
  for (const person of [quiet, written]) {
    await core.sql`insert into people (workspace_id, person, said_no_at, last_event_at)
      values (${workspace.id}, ${person}, ${ago(days(95))}, ${ago(days(95))})`;
  }
  await commit(core, workspace, [event(numberId, "sent", ago(days(2)), { person: written })]);

  await forgetOld(core, await claim(), monday);

  expect(await core.sql`select person from people where workspace_id = ${workspace.id}`).toEqual([
    { person: written },
  ]);
});

test("drops whole days, also one that a crash left half dropped, and makes tomorrow's", async () => {
  await core.sql`update workspaces set raw_retention_days = 400`;
  await ensureDays(core.sql, ago(days(405)), ago(days(402)));
  await core.sql.unsafe("alter table events detach partition events_20251014 concurrently");

  await Promise.all([scheduleChores(core, monday), scheduleChores(core, monday)]);

  const rows = await core.sql<
    { name: string }[]
  >`select relname as name from pg_class where relname ~ '^events_[0-9]{8}$' order by 1`;
  const names = rows.map(({ name }) => name);
  expect(names.filter((name) => name < "events_20251020")).toEqual([]);
  expect(names.at(-1)).toBe("events_20261126");
  expect(await dropDaysBefore(core.sql, ago(days(400)))).toEqual([]);
});

test("forgets workers of yesterday, but not that there was one", async () => {
  await core.sql`delete from heartbeats`;
  for (const age of [days(9), days(3), days(2)]) {
    await core.sql`insert into heartbeats (id, started_at, beat_at) values (${crypto.randomUUID()}, ${ago(age)}, ${ago(age)})`;
  }

  await scheduleChores(core, monday);

  expect(await core.sql`select beat_at from heartbeats`).toEqual([{ beat_at: ago(days(2)) }]);
});

test("plans regular work once", async () => {
  await scheduleChores(core, monday);
  await scheduleChores(core, new Date(monday.getTime() + hours(1)));

  const rows =
    await core.sql`select kind, due_at from due where workspace_id = ${workspace.id} order by kind`;
  expect(rows).toEqual([
    { kind: "people", due_at: monday },
    { kind: "retention", due_at: monday },
  ]);
});

async function logDelivery(workspaceId: string, at: Date) {
  await core.sql`insert into deliveries (workspace_id, source_id, at, id, verdict, took_ms)
    values (${workspaceId}, 'a', ${at}, ${crypto.randomUUID()}, 'accepted', 1)`;
}

async function counts(workspaceId: string) {
  const [row] = await core.sql`select
    (select count(*)::int from events where workspace_id = ${workspaceId}) as events,
    (select count(*)::int from deliveries where workspace_id = ${workspaceId}) as deliveries`;
  return row;
}

async function claim() {
  const lease = new Date(monday.getTime() + hours(1));
  const key = { workspaceId: workspace.id, kind: "retention", targetId: workspace.id } as const;
  await core.sql`insert into due (workspace_id, kind, target_id, due_at) values (${key.workspaceId}, ${key.kind}, ${key.targetId}, ${lease})`;
  return { ...key, lease, lastEventAt: null, markedAt: null };
}
