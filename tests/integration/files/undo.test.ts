import { afterAll, beforeAll, expect, test } from "vitest";
import { tenantTables } from "@/tests/support/statement-guard";
import { type Door, openDoor } from "@/tests/support/door";

let door: Door;
const now = Date.now();
const dayMs = 86_400_000;
const number = "+15550100001";

beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

test("undoing an import leaves exactly what was there without it, though both spoke of the same messages and people", async () => {
  const mine = await liveWorkspace();
  const before = await everything(mine);

  const id = await load(mine, importedRows());
  const during = await everything(mine);
  await undo(mine, id);

  expect(during).not.toEqual(before);
  expect(await everything(mine)).toEqual(before);
});

test("live events that come between an import and its undoing count as if the import had never been", async () => {
  const [mine, twin] = [await liveWorkspace(), await liveWorkspace()];
  const id = await load(mine, importedRows());
  for (const workspaceId of [mine, twin]) await laterLive(workspaceId);

  await undo(mine, id);

  expect(await figures(mine)).toEqual(await figures(twin));
});

test("undone twice is undone once, and the same file comes in anew afterwards", async () => {
  const mine = await liveWorkspace();
  const rows = importedRows();
  const first = await load(mine, rows);
  const filled = await figures(mine);
  await undo(mine, first);
  const undone = await everything(mine);
  await undo(mine, first);

  expect(await everything(mine)).toEqual(undone);
  await load(mine, rows);
  expect(await figures(mine)).toEqual(filled);
});

test("takes back one import and leaves the other's rows", async () => {
  const mine = await liveWorkspace();
  await load(mine, [delivered("m-a", 5, "+919990000001"), delivered("old-a", 150)]);
  const one = await figures(mine);
  const second = await load(mine, [
    delivered("m-a", 5, "+919990000001"),
    delivered("m-b", 5, "+919990000002"),
    delivered("old-b", 151),
  ]);

  await undo(mine, second);

  expect(await figures(mine)).toEqual(one);
});

test("takes away the numbers and accounts that only the file named, and keeps those that people have named since", async () => {
  const mine = await liveWorkspace();
  const id = await load(mine, [
    { ...delivered("m-c", 3), number: "+15550100077" },
    { ...delivered("m-d", 3), number: "+15550100078" },
    { account: "998877665544332", kind: "violation", at: iso(9), value: "SCAM" },
  ]);
  await door.database
    .sql`update numbers set given_name = 'Ours' where workspace_id = ${mine} and number = '+15550100078'`;

  await undo(mine, id);

  const numbers = await door.database
    .sql`select number from numbers where workspace_id = ${mine} order by number`;
  expect(numbers.map((row) => row["number"])).toEqual([number, "+15550100078"]);
  expect(
    (
      await door.database
        .sql`select 1 from accounts where workspace_id = ${mine} and waba_id = '998877665544332'`
    ).length,
  ).toBe(0);
});

/** Live events of the last days, through the service behind the doors. */
async function liveWorkspace(): Promise<string> {
  const workspaceId = await door.workspace();
  await live(workspaceId, [
    sent("m-1", 2, { category: "marketing" }),
    { ...delivered("m-1", 2), recipient: "+919990000001" },
    sent("m-2", 2, { category: "marketing", campaign: "Festive" }),
    { number, kind: "opted_out", at: iso(1), recipient: "+919990000002" },
    { number, kind: "failed", at: iso(1), message: "m-3", code: 131026 },
    { number, kind: "blocked", at: iso(1), recipient: "+919990000003" },
  ]);
  return workspaceId;
}

async function laterLive(workspaceId: string): Promise<void> {
  await live(workspaceId, [
    { number, kind: "read", at: iso(1.9), message: "m-2" },
    { number, kind: "opted_out", at: iso(0.5), recipient: "+919990000005" },
    sent("m-9", 0.2, { category: "utility" }),
  ]);
}

/** Beside, before and between what is live; recent and old, with and without ids. */
function importedRows() {
  return [
    {
      number,
      kind: "delivered",
      at: iso(1.95),
      message: "m-2",
      category: "marketing",
      list: "fair.csv",
    },
    { number, kind: "read", at: iso(1.5), message: "m-1" },
    sent("m-5", 4, { category: "marketing", campaign: "Imported" }),
    { number, kind: "read", at: iso(3.9), message: "m-5", id: "row-7" },
    { number, kind: "failed", at: iso(4), message: "m-6", code: 131049 },
    { number, kind: "opted_out", at: iso(4), recipient: "+919990000002" },
    { number, kind: "opted_out", at: iso(3), recipient: "+919990000004" },
    { number, kind: "opted_in", at: iso(0.9), recipient: "+919990000004" },
    { number, kind: "delivered", at: iso(6), category: "marketing", count: 900 },
    { number, kind: "delivered", at: iso(6), category: "marketing", count: 900 },
    { number, kind: "quality", at: iso(5), value: "yellow" },
    { number, kind: "delivered", at: iso(200), category: "marketing", count: 400 },
    { number, kind: "opted_out", at: iso(200), recipient: "+919990000006" },
    { number: "+15550100042", kind: "sent", at: iso(7), message: "m-7" },
  ];
}

function delivered(message: string, daysAgo: number, recipient?: string) {
  return { number, kind: "delivered", at: iso(daysAgo), message, ...(recipient && { recipient }) };
}

function sent(message: string, daysAgo: number, more: object) {
  return { number, kind: "sent", at: iso(daysAgo), message, ...more };
}

async function live(workspaceId: string, rows: readonly object[]): Promise<void> {
  const { receiveOwnEvents } = await import("@/lib/services/receive-own-events");
  const body = new TextEncoder().encode(JSON.stringify(rows));
  const request = {
    headers: { "content-type": "application/json" },
    path: "/api/v1/events",
    readBody: async () => body,
  };
  const receipt = await receiveOwnEvents(door.context, workspaceId, request, now);
  expect(receipt.skipped).toEqual([]);
}

async function load(workspaceId: string, rows: readonly object[]): Promise<string> {
  const { importEvents } = await import("@/lib/services/import-events");
  const rules = await door.context.sources.rules(workspaceId, now);
  async function* lines() {
    for (const [index, row] of rows.entries()) yield { line: index + 1, row };
  }
  const { id, skipped } = await importEvents(door.context, rules, lines(), {
    file: "f.ndjson",
    now,
  });
  expect(skipped).toBe(0);
  return id;
}

async function undo(workspaceId: string, id: string): Promise<void> {
  const { undoImport } = await import("@/lib/services/undo-import");
  const { system } = await import("@/lib/domain/audit");
  const rules = await door.context.sources.rules(workspaceId, now);
  await undoImport(
    door.context,
    rules,
    { actor: system, userId: undefined },
    id,
    () => new Date(now),
  );
}

/** Not undone: the import's own line, the audit log, names in label tables, and marks for the worker. */
const kept = new Set(["imports", "import_refusals", "audit_log", "labels", "due", "accounts"]);

/** Every row of the workspace in every other table. Columns that say when a row was looked at are left out. */
async function everything(workspaceId: string): Promise<Record<string, string[]>> {
  const dump: Record<string, string[]> = {};
  for (const table of tenantTables().filter((name) => !kept.has(name))) {
    const rows = await door.database.sql.unsafe(
      `select (to_jsonb(t) - 'prev' - 'prev_delivered_at' - 'prev_category' - 'prev_country' - 'prev_template' - 'prev_campaign'
        - 'prev_list' - 'last_event_at' - 'origin')::text as row
       from ${table} t where workspace_id = $1 and $2::text is not null`,
      [workspaceId, table],
    );
    dump[table] = rows.map((row) => String(row["row"])).sort();
  }
  return dump;
}

/** What pages and scores add up, whatever the origin, under names instead of ids. */
async function figures(workspaceId: string): Promise<unknown> {
  const { sql } = door.database;
  const counts = "sent delivered read read_24h failed replied blocked reported opted_out opted_in"
    .split(" ")
    .map((name) => `sum(${name})::int as ${name}`)
    .join(", ");
  const ask = (text: string) => sql.unsafe(text, [workspaceId]);
  const hours = await ask(
    `select n.number, h.hour, ${counts} from number_hours h join numbers n on n.workspace_id = h.workspace_id and n.id = h.number_id
     where h.workspace_id = $1 group by 1, 2 having sum(sent + delivered + read + failed + blocked + opted_out + opted_in) <> 0 order by 1, 2`,
  );
  const days = await ask(
    `select n.number, h.day, ${counts} from number_days h join numbers n on n.workspace_id = h.workspace_id and n.id = h.number_id
     where h.workspace_id = $1 group by 1, 2 having sum(sent + delivered + read + failed + blocked + opted_out + opted_in) <> 0 order by 1, 2`,
  );
  const failures = await ask(
    `select hour, code, sum(count)::int as n from failure_hours where workspace_id = $1 group by 1, 2 having sum(count) <> 0 order by 1, 2`,
  );
  const people = await ask(
    `select count(*)::int as n, count(said_no_at)::int as no, count(said_yes_at)::int as yes from people where workspace_id = $1`,
  );
  const leaks = await ask(`select count(*)::int as n from leaks where workspace_id = $1`);
  const facts = await ask(
    `select kind, value, at from facts where workspace_id = $1 order by at, kind`,
  );
  return [hours, days, failures, people, leaks, facts].map((rows) => [...rows]);
}

function iso(daysAgo: number): string {
  return new Date(now - daysAgo * dayMs).toISOString();
}
