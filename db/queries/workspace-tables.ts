import type { Sql } from "postgres";

export interface WorkspaceTable {
  name: string;
  columns: string[];
}

/**
 * Every table of which each row belongs to a workspace, with its columns: asked of the database itself, so that a new
 * table cannot be forgotten. A partition is not a table of its own here.
 */
export async function listWorkspaceTables(sql: Sql): Promise<WorkspaceTable[]> {
  const rows = await sql<{ name: string; columns: string[] }[]>`
    select c.table_name as name, array_agg(c.column_name::text order by c.ordinal_position) as columns
    from information_schema.columns c
    join pg_class k on k.relname = c.table_name and k.relnamespace = c.table_schema::regnamespace
    where c.table_schema = current_schema() and k.relkind in ('r', 'p') and not k.relispartition
    group by c.table_name
    having bool_or(c.column_name = 'workspace_id')
    order by c.table_name`;
  return rows.map(({ name, columns }) => ({ name, columns }));
}

/** The daily partitions of `events`, oldest first. */
export async function listEventDays(sql: Sql): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'events'::regclass order by c.relname`;
  return rows.map(({ name }) => name);
}
