import type { ReservedSql, Sql } from "postgres";

export interface ExportTable {
  name: string;
  columns: { name: string; type: string }[];
}

/** Every table whose rows belong to a workspace, with the types of its columns. */
export async function listExportTables(sql: Sql): Promise<ExportTable[]> {
  const rows = await sql<{ name: string; names: string[]; types: string[] }[]>`
    select c.table_name as name, array_agg(c.column_name::text order by c.ordinal_position) as names,
      array_agg(c.data_type::text order by c.ordinal_position) as types
    from information_schema.columns c
    join pg_class k on k.relname = c.table_name and k.relnamespace = c.table_schema::regnamespace
    where c.table_schema = current_schema() and k.relkind in ('r', 'p') and not k.relispartition
    group by c.table_name
    having bool_or(c.column_name = 'workspace_id')
    order by c.table_name`;
  return rows.map(({ name, names, types }) => ({
    name,
    columns: names.map((column, at) => ({ name: column, type: types[at] ?? "" })),
  }));
}

/** A connection that sees one moment of the database until it is closed; undefined when one is open for this workspace. */
export async function openSnapshot(
  sql: Sql,
  workspaceId: string,
): Promise<ReservedSql | undefined> {
  const connection = await sql.reserve();
  const [lock] = await connection<{ ours: boolean }[]>`
    select pg_try_advisory_lock(hashtextextended(${`export ${workspaceId}`}, 0)) as ours`;
  if (!lock?.ours) {
    connection.release();
    return undefined;
  }
  await connection.unsafe("begin isolation level repeatable read read only");
  return connection;
}

export async function closeSnapshot(connection: ReservedSql): Promise<void> {
  await connection.unsafe("rollback");
  await connection`select pg_advisory_unlock_all()`;
  connection.release();
}

const batch = 1000;

/** Rows of one table in batches. `condition` sees the workspace as $1, numbers as $2 and the client as $3. */
export function readRows(
  connection: ReservedSql,
  { table, columns, condition }: { table: string; columns: readonly string[]; condition: string },
  scope: ExportScope,
): AsyncIterable<Record<string, unknown>[]> {
  const list = columns.map((name) => `t."${name}"`).join(", ");
  return connection
    .unsafe<Record<string, unknown>[]>(
      `select ${list} from "${table}" t
       where t.workspace_id = $1 and ($2::uuid[] is null or $3::uuid is not null) and ${condition}`,
      [scope.workspaceId, scope.numbers as string[] | null, scope.clientId],
    )
    .cursor(batch);
}

export interface ExportScope {
  workspaceId: string;
  /** Of one client; null: everything. */
  clientId: string | null;
  numbers: readonly string[] | null;
}

const oneClients: Record<string, string> = {
  clients: "t.id = $3::uuid",
  numbers: "t.id = any($2::uuid[])",
  accounts:
    "t.id in (select account_id from numbers where workspace_id = $1 and id = any($2::uuid[]))",
  templates:
    "t.account_id in (select account_id from numbers where workspace_id = $1 and id = any($2::uuid[]))",
  labels:
    "t.id in (select label_id from breakdown_hours where workspace_id = $1 and number_id = any($2::uuid[]) and dimension in (3, 4, 5))",
  person_aliases:
    "exists (select 1 from people p where p.workspace_id = $1 and p.client_id = $3::uuid and p.person in (t.person, t.alias))",
  notifications:
    "t.alert_id in (select id from alerts where workspace_id = $1 and target_id = any($2::text[]))",
};

/** Which rows of a table are one client's; undefined when a table has none of its own. */
export function conditionOfClient({ name, columns }: ExportTable): string | undefined {
  const has = (column: string) => columns.some((one) => one.name === column);
  if (name === "audit_log") return undefined;
  if (oneClients[name] !== undefined) return oneClients[name];
  if (has("number_id")) return "t.number_id = any($2::uuid[])";
  if (has("client_id")) return "t.client_id = $3::uuid";
  if (has("node_id")) return "t.node_id = any($2::uuid[])";
  return has("target_id") && has("target_kind") ? "t.target_id = any($2::text[])" : undefined;
}

/** The workspace's own row and the names of its members: tables that do not name a workspace themselves. */
export async function readWorkspaceRow(connection: ReservedSql, workspaceId: string) {
  return connection<Record<string, unknown>[]>`
    select id, slug, name, zone, zone_since, raw_retention_days, rollup_retention_days, delivery_log_days,
      opt_out_grace_hours, pledged_at, created_at from workspaces where id = ${workspaceId}`;
}

export async function readMembers(connection: ReservedSql, workspaceId: string) {
  return connection<Record<string, unknown>[]>`
    select u.id, u.name, u.email, m.* from memberships m join users u on u.id = m.user_id
    where m.workspace_id = ${workspaceId} order by m.created_at`;
}
