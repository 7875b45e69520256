import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { migrateDatabase } from "@/db/migrate";
import { startPostgres } from "@/lib/launch/postgres.mjs";
import { isAlive } from "@/lib/launch/process-list.mjs";
import { findUnscoped, forgetStatements, listStatements, tenantTables } from "./statement-guard";

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
    dataDir: path.join(tmpdir(), `banguard-tests-${checkout}-watched`),
    settings: {
      shared_buffers: "128MB",
      max_connections: "200",
      max_wal_size: "1GB",
      shared_preload_libraries: "pg_stat_statements",
      "pg_stat_statements.max": "50000",
      "pg_stat_statements.save": "off",
    },
    initdb: ["--no-sync"],
  });
  try {
    await prepare(project, server.url);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return async () => {
    await requireScopedStatements(server.url);
    await server.stop();
  };
}

/** The second half of isolation (decisions 38): no process of this run may have asked for rows of nobody's workspace. */
async function requireScopedStatements(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  const statements = await listStatements(sql);
  await sql.end();
  const unscoped = findUnscoped(statements, tenantTables());
  for (const statement of unscoped) {
    process.stdout.write(
      `\nA statement touches a workspace's table without workspace_id:\n${statement}\n`,
    );
  }
  if (unscoped.length > 0) process.exitCode = 1;
}

async function prepare(project: TestProject, url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await forgetStatements(sql);
    await dropLeftovers(sql);
    project.provide("postgresUrl", url);
    project.provide("template", await prepareTemplate(sql, url));
  } finally {
    await sql.end();
  }
}

/** The newest templates are kept: another run may be cloning one. */
const templatesKept = 4;

/** Named after the migrations' content, so that a run finds the template of an earlier one. */
async function prepareTemplate(sql: postgres.Sql, url: string): Promise<string> {
  const name = `template_${fingerprint()}`;
  await sql`select pg_advisory_lock(1)`;
  const [found] = await sql`select 1 from pg_database where datname = ${name}`;
  if (!found) {
    const draft = `${name}_draft`;
    await sql.unsafe(`drop database if exists ${draft} with (force)`);
    await sql.unsafe(`create database ${draft}`);
    await migrateDatabase(withDatabase(url, draft), new Date());
    await sql.unsafe(`alter database ${draft} rename to ${name}`);
  }
  await dropOldTemplates(sql);
  await sql`select pg_advisory_unlock(1)`;
  return name;
}

async function dropOldTemplates(sql: postgres.Sql): Promise<void> {
  const old = await sql<{ name: string }[]>`
    select datname as name from pg_database where datname like 'template\\_%' order by oid desc offset ${templatesKept}`;
  for (const { name } of old) await sql.unsafe(`drop database if exists ${name}`);
}

/** The day is part of it: a migrated database has partitions for the days around its making. */
function fingerprint(): string {
  const hash = createHash("sha256").update(new Date().toISOString().slice(0, 10));
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
