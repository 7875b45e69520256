import type { Sql } from "postgres";

const partitionLock = 20_261_123;
const dayMs = 86_400_000;

/**
 * Makes the daily partitions of `events` from the UTC day of `from` to that of `to`, both included. Repeating is harmless.
 * Each is created like the parent and then attached, so that ingest never waits for an exclusive lock on the parent.
 */
export async function ensureDays(sql: Sql, from: Date, to: Date): Promise<void> {
  const wanted = utcDays(from, to);
  const missing = await missingDays(sql, wanted);
  for (const day of missing) await createDay(sql, day);
}

function utcDays(from: Date, to: Date): string[] {
  const days: string[] = [];
  for (let at = Math.floor(from.getTime() / dayMs) * dayMs; at <= to.getTime(); at += dayMs) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days;
}

async function missingDays(sql: Sql, days: string[]): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'events'::regclass and c.relname in ${sql(days.map(partitionName))}`;
  const present = new Set(rows.map((row) => row.name));
  return days.filter((day) => !present.has(partitionName(day)));
}

async function createDay(sql: Sql, day: string): Promise<void> {
  const name = partitionName(day);
  const next = new Date(Date.parse(day) + dayMs).toISOString().slice(0, 10);
  await sql.begin(async (tx) => {
    await tx`set local lock_timeout = '2s'`;
    await tx`select pg_advisory_xact_lock(${partitionLock})`;
    const [attached] = await tx`select 1 from pg_inherits where inhrelid = to_regclass(${name})`;
    if (attached) return;
    await tx`create table if not exists ${tx(name)} (like events including defaults including constraints)`;
    await tx.unsafe(
      `alter table events attach partition "${name}" for values from ('${day} 00:00+00') to ('${next} 00:00+00')`,
    );
  });
}

/** `day` as 2026-11-29. */
export function partitionName(day: string): string {
  return `events_${day.replaceAll("-", "")}`;
}
