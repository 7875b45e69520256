import type { Sql } from "postgres";
import { partitionName } from "./partitions";

/** Small steps, so that a delete never holds up the doors. */
const step = 5000;

/** People of whom nothing was heard, and to whom nothing was sent, since `before`; their other pseudonyms go with them. */
export async function deleteOldPeople(sql: Sql, workspaceId: string, before: Date): Promise<void> {
  await sql`
    with gone as (
      delete from people p
      where p.workspace_id = ${workspaceId} and p.last_event_at < ${before}
        and not exists (
          select 1 from events e
          where e.workspace_id = ${workspaceId} and e.at >= ${before} and e.person = p.person)
      returning p.person
    )
    delete from person_aliases a using gone
    where a.workspace_id = ${workspaceId} and (a.person = gone.person or a.alias = gone.person)`;
}

/** For a workspace that keeps raw events shorter than others: along the primary key, number by number. */
export async function deleteOldEvents(sql: Sql, workspaceId: string, before: Date): Promise<void> {
  const numbers = await sql<{ id: string }[]>`
    select id from numbers where workspace_id = ${workspaceId} order by id`;
  for (const { id } of numbers) {
    await inSteps(
      () => sql`
        delete from events where workspace_id = ${workspaceId} and number_id = ${id} and at < ${before}
          and (at, dedupe) in (
            select at, dedupe from events
            where workspace_id = ${workspaceId} and number_id = ${id} and at < ${before} order by at limit ${step})`,
    );
  }
}

async function inSteps(remove: () => Promise<{ count: number }>): Promise<void> {
  while ((await remove()).count === step);
}

/** The longest that any workspace keeps raw events; undefined while there is no workspace. */
export async function findLongestRetention(sql: Sql): Promise<number | undefined> {
  const [row] = await sql<{ days: number | null }[]>`
    select max(raw_retention_days)::int as days from workspaces`;
  return row?.days ?? undefined;
}

/**
 * Drops the daily partitions of `events` before the UTC day of `before`. Detached first without blocking readers; one
 * that a crash left detached is dropped by the next turn. Only one worker does it at a time.
 */
export async function dropDaysBefore(sql: Sql, before: Date): Promise<string[]> {
  const connection = await sql.reserve();
  try {
    const [lock] = await connection<
      { ours: boolean }[]
    >`select pg_try_advisory_lock(20261124) as ours`;
    if (!lock?.ours) return [];
    const oldest = partitionName(before.toISOString().slice(0, 10));
    const rows = await connection<{ name: string; attached: boolean; pending: boolean }[]>`
      select c.relname as name, i.inhrelid is not null as attached, coalesce(i.inhdetachpending, false) as pending
      from pg_class c left join pg_inherits i on i.inhrelid = c.oid
      where c.relkind = 'r' and c.relname ~ '^events_[0-9]{8}$' and c.relname < ${oldest}
        and c.relnamespace = (select relnamespace from pg_class where oid = 'events'::regclass)
      order by c.relname`;
    for (const { name, attached, pending } of rows) {
      if (attached) {
        const how = pending ? "finalize" : "concurrently";
        await connection.unsafe(`alter table events detach partition "${name}" ${how}`);
      }
      await connection.unsafe(`drop table "${name}"`);
    }
    return rows.map(({ name }) => name);
  } finally {
    await connection`select pg_advisory_unlock_all()`;
    connection.release();
  }
}
