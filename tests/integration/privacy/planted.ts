import { randomUUID } from "node:crypto";
import type { Sql } from "postgres";
import { listWorkspaceTables } from "@/db/queries/workspace-tables";
import { makePseudonymiser } from "@/lib/providers/keys";
import type { Core } from "@/lib/services/core";
import { placeOf } from "@/lib/services/vault";
import { commit, event, makeNumber, makeWorkspace, monday } from "@/tests/support/workspace";

/** A workspace with two clients, a number each, and rows in every table that a workspace can have. */
export async function makeAgency(core: Core) {
  const workspace = await makeWorkspace(core);
  const [first, second] = await Promise.all(
    ["Kite Fashion", "Verde Grocers"].map((name) => makeClient(core, workspace.id, name)),
  );
  if (!first || !second) throw new Error("two clients");
  return { ...workspace, clients: [first, second] as const };
}

export type Agency = Awaited<ReturnType<typeof makeAgency>>;

async function makeClient(core: Core, workspaceId: string, name: string) {
  const id = randomUUID();
  await core.sql`insert into clients (workspace_id, id, name, created_at) values (${workspaceId}, ${id}, ${name}, ${monday})`;
  const numberId = await makeNumber(core, workspaceId, {
    clientId: id,
    number: `+1555${String(Math.floor(Math.random() * 1e7)).padStart(7, "0")}`,
  });
  return { id, name, numberId };
}

/** The code of a phone number under a client's key; without one, under the workspace's own. */
export async function codeOf(
  core: Core,
  workspaceId: string,
  phone: string,
  client = "",
): Promise<string> {
  const [row] = await core.sql<
    { key: Buffer }[]
  >`select wrapped_key as key from workspaces where id = ${workspaceId}`;
  if (!row) throw new Error("no such workspace");
  return makePseudonymiser(
    core.vault.open(row.key, placeOf("workspace", workspaceId)),
    client,
  ).person(phone);
}

/** One person in every table that can hold one; `code` is what they are called by, `other` their second code. */
export async function plantPerson(
  core: Core,
  workspace: { id: string; zone: string },
  numberId: string,
  { code, other }: { code: string; other: string },
): Promise<void> {
  const { sql } = core;
  const { id } = workspace;
  await commit(core, workspace, [
    event(numberId, "sent", monday, { person: code, message: randomUUID(), category: "marketing" }),
    event(numberId, "read", monday, { person: other, message: randomUUID() }),
  ]);
  for (const person of [code, other])
    await sql`insert into people (workspace_id, person, said_no_at, last_event_at) values (${id}, ${person}, ${monday}, ${monday})`;
  await sql`insert into person_aliases (workspace_id, alias, person, seen_at) values (${id}, ${code}, ${other}, ${monday})`;
  await sql`insert into opt_outs (workspace_id, number_id, person, at, counted) values (${id}, ${numberId}, ${code}, ${monday}, true)`;
  await sql`insert into leaks (workspace_id, number_id, at, dedupe, person, said_no_at)
    values (${id}, ${numberId}, ${monday}, ${randomUUID()}, ${other}, ${monday})`;
  await sql`insert into due (workspace_id, kind, target_id, due_at) values (${id}, 'late_no', ${code}, ${monday})`;
  await sql`insert into deliveries (workspace_id, source_id, at, id, verdict, parts, took_ms)
    values (${id}, 's', ${monday}, ${randomUUID()}, 'not_understood', ${sql.json([{ from: `h:${code}`, to: `h:${other}` }])}, 1)`;
}

/** Rows of every table that names a workspace, for each of these workspaces. */
export async function countEverything(
  sql: Sql,
  workspaceId: string,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { name } of await listWorkspaceTables(sql)) {
    const [row] = await sql.unsafe<{ count: number }[]>(
      `select count(*)::int as count from "${name}" where workspace_id = $1`,
      [workspaceId],
    );
    counts[name] = row?.count ?? 0;
  }
  return counts;
}

/** One row in every table that names a workspace and has none yet: each column by its type, so that new tables fill themselves. */
export async function fillEveryTable(
  sql: Sql,
  workspaceId: string,
  known: Record<string, string>,
): Promise<void> {
  const counts = await countEverything(sql, workspaceId);
  for (const [table, count] of Object.entries(counts)) {
    if (count === 0) await insertRow(sql, table, { workspace_id: workspaceId, ...known });
  }
}

/** A row with these columns; the others that must be there get a value of their type. */
export async function insertRow(
  sql: Sql,
  table: string,
  known: Record<string, string | number | boolean | Date>,
): Promise<void> {
  const columns = await sql<Column[]>`
    select column_name as name, data_type as type from information_schema.columns
    where table_schema = current_schema() and table_name = ${table} and is_identity = 'NO'
      and (is_nullable = 'NO' or column_name = any(${Object.keys(known)}::text[]))`;
  const values = columns.map(({ name, type }) => known[name] ?? valueOf(type));
  const places = columns.map((_, at) => `$${at + 1}`).join(", ");
  const names = columns.map(({ name }) => `"${name}"`).join(", ");
  await sql.unsafe(
    `insert into "${table}" (${names}) values (${places})`,
    values as (string | number | boolean)[],
  );
}

interface Column {
  name: string;
  type: string;
}

function valueOf(type: string): string | number | boolean | object {
  if (type === "uuid" || type === "text") return randomUUID();
  if (type.startsWith("timestamp")) return monday;
  if (type === "date") return monday.toISOString().slice(0, 10);
  if (type === "boolean") return false;
  if (type === "jsonb") return {};
  return type === "bytea" ? Buffer.from([0]) : 1;
}
