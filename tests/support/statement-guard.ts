import { getTableColumns, getTableName, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import type { Sql } from "postgres";
import * as schema from "@/db/schema";

/** Tables of which every row belongs to one workspace. */
export function tenantTables(): string[] {
  return Object.values(schema)
    .filter((table) => is(table, PgTable))
    .filter((table) => "workspaceId" in getTableColumns(table))
    .map((table) => getTableName(table));
}

/** Statements that rightly look across workspaces, each with its reason. */
const allowed: [RegExp, string][] = [
  [/from "?routes"?/, "the way from an address or key to its workspace"],
  [/from "?due"?[\s\S]*order by [\s\S]*due_at[\s\S]*limit/, "the worker's candidates"],
  [/"?id_hash"? = /, "a session is found by its own hash, and says its workspace"],
  [/from "?memberships"?[\s\S]*user_id"? = /, "a person's own workspaces"],
  [/\/\* a person's own, across workspaces \*\//, "a person's own sessions, wherever they are"],
  [/max\([\s\S]*raw_retention_days/, "retention: the longest of all workspaces"],
  [/delete from "?(seen|deliveries|people|person_aliases|due|sessions)"?/, "retention by age"],
  [/\/\* across workspaces \*\//, "a test that counts everything"],
  [/pg_catalog|information_schema|pg_inherits|pg_class/, "the catalogue"],
];

/** Of the statements given, those that touch a workspace's table without naming the workspace they mean. */
export function findUnscoped(statements: readonly string[], tables: readonly string[]): string[] {
  const touches = new RegExp(
    `\\b(from|join|update|into)\\s+(only\\s+)?"?(${tables.join("|")})"?\\b`,
    "i",
  );
  return statements.filter((text) => {
    if (!/^\s*(\/\*|--|with|select|insert|update|delete)/i.test(text) || !touches.test(text))
      return false;
    if (allowed.some(([pattern]) => pattern.test(text))) return false;
    return !isScoped(text);
  });
}

/** Reads and changes compare workspace_id with something; inserts write it. */
function isScoped(text: string): boolean {
  if (/^\s*insert\b/i.test(text)) return /workspace_id/i.test(text);
  return (
    /workspace_id"?\s*(=|in\b|is\b|<>|any\b)/i.test(text) ||
    /=\s*"?\w*"?\.?"?workspace_id/i.test(text)
  );
}

/** Forgets what earlier runs on this cluster have sent. */
export async function forgetStatements(sql: Sql): Promise<void> {
  await sql`create extension if not exists pg_stat_statements`;
  await sql`select pg_stat_statements_reset()`;
}

/** Every distinct statement that any process has sent to this cluster, with the literals taken out. */
export async function listStatements(sql: Sql): Promise<string[]> {
  const rows = await sql<
    { query: string }[]
  >`select distinct query from pg_stat_statements where query is not null`;
  return rows.map((row) => row.query);
}
