import { randomBytes } from "node:crypto";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { inject } from "vitest";
import * as schema from "@/db/schema";

/** A database of this test file's own, cloned from the migrated template: `const database = await makeDatabase()`. */
export async function makeDatabase() {
  const name = `test_${process.pid}_${randomBytes(5).toString("hex")}`;
  const url = new URL(inject("postgresUrl"));
  url.pathname = `/${name}`;
  await administer(`create database ${name} template ${inject("template")}`);

  const sql = postgres(url.href, { max: 8, onnotice: () => undefined });
  const wrapped = postgres(url.href, { max: 4, onnotice: () => undefined });
  return {
    url: url.href,
    /** Raw client: dates and json go in and out as postgres.js knows them. */
    sql,
    db: drizzle(wrapped, { schema, casing: "snake_case" }),
    async close() {
      await Promise.all([sql.end({ timeout: 1 }), wrapped.end({ timeout: 1 })]);
      await administer(`drop database if exists ${name} with (force)`);
    },
  };
}

export type TestDatabase = Awaited<ReturnType<typeof makeDatabase>>;

async function administer(statement: string): Promise<void> {
  const admin = postgres(inject("postgresUrl"), { max: 1, onnotice: () => undefined });
  try {
    await admin.unsafe(statement);
  } finally {
    await admin.end();
  }
}
