import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { startPostgres } from "@/lib/launch/postgres.mjs";
import { isAlive } from "@/lib/launch/process-list.mjs";

declare module "vitest" {
  interface ProvidedContext {
    /** Administrator's address of the test cluster. */
    postgresUrl: string;
    /** Name of the migrated database that tests clone. */
    template: string;
  }
}

const migrations = path.resolve("db/migrations");

/**
 * One cluster for all runs of this checkout, in the system's temporary folder. A killed run leaves it
 * behind running; the next run adopts it, and the last run to end stops it.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const checkout = createHash("sha256").update(process.cwd()).digest("hex").slice(0, 12);
  const server = await startPostgres({
    dataDir: path.join(tmpdir(), `banguard-tests-${checkout}`),
    settings: { shared_buffers: "128MB", max_connections: "200", max_wal_size: "1GB" },
    initdb: ["--no-sync"],
  });
  const sql = postgres(server.url, { max: 1, onnotice: () => undefined });
  await dropLeftovers(sql);
  project.provide("postgresUrl", server.url);
  project.provide("template", await prepareTemplate(sql, server.url));
  await sql.end();
  return server.stop;
}

/** Named after the migrations' content, so that a run finds the template of an earlier one. */
async function prepareTemplate(sql: postgres.Sql, url: string): Promise<string> {
  const name = `template_${fingerprint()}`;
  await sql`select pg_advisory_lock(1)`;
  const [found] = await sql`select 1 from pg_database where datname = ${name}`;
  if (!found) {
    const draft = `${name}_draft`;
    await sql.unsafe(`drop database if exists ${draft} with (force)`);
    await sql.unsafe(`create database ${draft}`);
    await migrateDraft(withDatabase(url, draft));
    await sql.unsafe(`alter database ${draft} rename to ${name}`);
  }
  await sql`select pg_advisory_unlock(1)`;
  return name;
}

async function migrateDraft(url: string): Promise<void> {
  if (!existsSync(path.join(migrations, "meta/_journal.json"))) return;
  const client = postgres(url, { max: 1, onnotice: () => undefined });
  await migrate(drizzle(client), { migrationsFolder: migrations });
  await client.end();
}

function fingerprint(): string {
  const hash = createHash("sha256");
  for (const file of readdirSync(migrations).sort()) {
    if (file.endsWith(".sql")) hash.update(file).update(readFileSync(path.join(migrations, file)));
  }
  return hash.digest("hex").slice(0, 16);
}

/** Databases of runs that were killed: their name carries the process id. */
async function dropLeftovers(sql: postgres.Sql): Promise<void> {
  const rows = await sql<{ name: string }[]>`
    select datname as name from pg_database where datname like 'test\\_%'`;
  for (const { name } of rows) {
    if (!isAlive(Number(name.split("_")[1]))) {
      await sql.unsafe(`drop database if exists ${name} with (force)`);
    }
  }
}

function withDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}
