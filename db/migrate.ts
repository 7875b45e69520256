import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as applyMigrations } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { ensureDays } from "@/db/queries/partitions";

const migrationLock = 20_261_122;

/** From whatever stands there to head. Safe twice, and from several machines at once: the second waits for the first. */
export async function migrateDatabase(url: string, now: Date): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${migrationLock})`;
    await applyMigrations(drizzle(sql), { migrationsFolder: migrationsFolder() });
  } finally {
    // Ends the session, and with it the lock.
    await sql.end({ timeout: 5 });
  }
  await ensureStartingDays(url, now);
}

async function ensureStartingDays(url: string, now: Date): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await ensureDays(sql, dayOffset(now, -2), dayOffset(now, 3));
  } finally {
    await sql.end({ timeout: 5 });
  }
}

function dayOffset(now: Date, days: number): Date {
  return new Date(now.getTime() + days * 86_400_000);
}

/** Next to the sources: found from the source file and from the bundle in .build alike. */
function migrationsFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "db/migrations/meta/_journal.json"))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error("db/migrations not found beside the program");
    folder = parent;
  }
  return join(folder, "db/migrations");
}
