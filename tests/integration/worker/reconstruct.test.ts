import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { markReconstruct } from "@/db/queries/imports";
import { claimDue, listDue } from "@/db/queries/due";
import { days, hours, minutes } from "@/lib/domain/time";
import type { Core } from "@/lib/services/core";
import { reconstructScores } from "@/lib/services/reconstruct-scores";
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
const marketing = { category: "marketing" } as const;

beforeAll(async () => {
  database = await makeDatabase();
  core = makeCore(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  workspace = await makeWorkspace(core);
  numberId = await makeNumber(core, workspace.id);
  await commit(core, workspace, [
    event(numberId, "delivered", ago(days(2)), { ...marketing, count: 1000 }),
    event(numberId, "read", ago(days(2)), marketing),
    event(numberId, "replied", ago(days(2))),
    event(numberId, "opted_out", ago(days(2) - minutes(30)), { ...marketing, count: 40 }),
  ]);
});

test("gives every hour since then a score, as it would have been judged at its end", async () => {
  await run(ago(days(2) + hours(1)));

  const rows = await hoursOf();
  expect(rows).toHaveLength(49);
  expect(rows.every(({ origin }) => origin === "reconstructed")).toBe(true);
  expect(rows.slice(0, 3).map(({ hour, last }) => [hour.toISOString(), last])).toEqual([
    ["2026-11-21T02:30:00.000Z", null],
    ["2026-11-21T03:30:00.000Z", 0],
    ["2026-11-21T04:30:00.000Z", 40],
  ]);
});

test("never rewrites what was said live", async () => {
  await core.sql`insert into score_hours (workspace_id, number_id, hour, origin, last, min, max, behaviour, band, coverage, model, lines)
    values (${workspace.id}, ${numberId}, '2026-11-22T03:30:00Z', 'live', 7, 7, 7, 7, 'low', 0.85, '1', '[]')`;

  await run(ago(days(2)));

  const then = (await hoursOf()).filter(
    ({ hour }) => hour.toISOString() === "2026-11-22T03:30:00.000Z",
  );
  expect(then).toMatchObject([{ origin: "live", last: 7 }]);
});

test("goes on where it stopped, and ends with a look at the number itself", async () => {
  await run(ago(days(22)));

  expect(await hoursOf()).toHaveLength(22 * 24);
  const kinds = (await listDue(core.db, ["score", "reconstruct"], 10)).filter(
    ({ workspaceId }) => workspaceId === workspace.id,
  );
  expect(kinds.map(({ kind }) => kind)).toEqual(["score"]);
});

test("opens no alert and writes no mail", async () => {
  await run(ago(days(2)));

  expect(await core.sql`select 1 from alerts where workspace_id = ${workspace.id}`).toEqual([]);
  expect(await core.sql`select 1 from notifications where workspace_id = ${workspace.id}`).toEqual(
    [],
  );
});

test("doing it twice changes nothing", async () => {
  await run(ago(days(2)));
  const once = await hoursOf();
  await run(ago(days(2)));

  expect(await hoursOf()).toEqual(once);
});

/** Until nothing of it is due any more. */
async function run(from: Date): Promise<void> {
  await markReconstruct(core.db, workspace.id, numberId, from, monday);
  for (;;) {
    const candidates = await listDue(core.db, ["reconstruct"], 50);
    const own = candidates.find(({ workspaceId }) => workspaceId === workspace.id);
    if (!own) return;
    const claim = await claimDue(core.db, own, new Date(monday.getTime() + minutes(10)));
    if (claim) await reconstructScores(core, claim, monday);
  }
}

async function hoursOf() {
  return core.sql<{ hour: Date; origin: string; last: number | null }[]>`
    select hour, origin, last from score_hours where workspace_id = ${workspace.id} order by hour`;
}
