import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import { createClients } from "@/db/client";

/** A database of this test file's own, cloned from the migrated template: `const database = await makeDatabase()`. */
export async function makeDatabase() {
  const name = `test_${process.pid}_${randomBytes(5).toString("hex")}`;
  const url = new URL(inject("postgresUrl"));
  url.pathname = `/${name}`;
  await administer(`create database ${name} template ${inject("template")}`);

  const clients = createClients(url.href, { db: 4, raw: 8 });
  return {
    url: url.href,
    /** Raw client: dates and json go in and out as postgres.js knows them. */
    sql: clients.sql,
    db: clients.db,
    async close() {
      await clients.close();
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
