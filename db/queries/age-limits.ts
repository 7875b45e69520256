import type { Sql } from "postgres";

/** One table whose rows have an age, and which of them may go. */
export interface Aged {
  table: string;
  /** When a row is older than `$2`. */
  older: string;
}

const by = (table: string, column: string): Aged => ({ table, older: `${column} < $2` });

export const seenKeys: readonly Aged[] = [by("seen", "seen_at")];
export const log: readonly Aged[] = [
  by("deliveries", "at"),
  { table: "calls", older: "created_at < $2 and state <> 'queued'" },
];
/** Sums by the hour; those by the day are kept. */
export const sums: readonly Aged[] = [
  by("number_hours", "hour"),
  by("breakdown_hours", "hour"),
  by("failure_hours", "hour"),
  { table: "breakdown_failures", older: "day < ($2::timestamptz)::date" },
  { table: "notifications", older: "created_at < $2 and state <> 'queued'" },
];
export const ofPeople: readonly Aged[] = [
  by("opt_outs", "at"),
  by("leaks", "at"),
  {
    table: "person_aliases",
    older: `seen_at < $2 and not exists (select 1 from people p
      where p.workspace_id = $1 and p.person in (person_aliases.person, alias))`,
  },
];
export const ended: readonly Aged[] = [
  { table: "sessions", older: "least(expires_at, revoked_at) < $2" },
  { table: "invitations", older: "least(expires_at, accepted_at, revoked_at) < $2" },
];
export const refusals: readonly Aged[] = [
  {
    table: "import_refusals",
    older: `import_id in (select id from imports
      where workspace_id = $1 and coalesce(finished_at, started_at) < $2)`,
  },
];
export const rawEvents: readonly Aged[] = [by("events", "at")];

/** Small steps, so that a delete never holds up the doors. */
const step = 5000;

/** Returns how many rows went. */
export async function deleteOlder(
  sql: Sql,
  workspaceId: string,
  kinds: readonly Aged[],
  before: Date,
): Promise<number> {
  let gone = 0;
  for (const { table, older } of kinds) {
    for (let count = step; count === step; gone += count) {
      const rows = await sql.unsafe(
        `delete from ${table} where workspace_id = $1 and ctid = any(array(
           select ctid from ${table} where workspace_id = $1 and ${older} limit ${step}))`,
        [workspaceId, before],
      );
      count = rows.count;
    }
  }
  return gone;
}

/** What `deleteOlder` would take, without taking it. */
export async function countOlder(
  sql: Sql,
  workspaceId: string,
  kinds: readonly Aged[],
  before: Date,
): Promise<number> {
  let count = 0;
  for (const { table, older } of kinds) {
    const [row] = await sql.unsafe<{ count: number }[]>(
      `select count(*)::int as count from ${table} where workspace_id = $1 and ${older}`,
      [workspaceId, before],
    );
    count += row?.count ?? 0;
  }
  return count;
}

/** Links for a new password that have ended: they belong to a person, not to a workspace. */
export async function deleteOldPasswordResets(sql: Sql, before: Date): Promise<void> {
  await sql`delete from password_resets where expires_at < ${before}`;
}
