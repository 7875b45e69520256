import { drizzle } from "drizzle-orm/postgres-js";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import postgres, { type Sql } from "postgres";
import * as schema from "@/db/schema";

/** A connection or a transaction: queries do not care which. */
export type Db = PgDatabase<PgQueryResultHKT, typeof schema>;

export interface Clients {
  db: Db;
  /** Raw client for the flush, NOTIFY and LISTEN. drizzle() changes the client it wraps, so it gets its own. */
  sql: Sql;
  close(): Promise<void>;
}

export interface PoolSizes {
  db: number;
  raw: number;
}

/** `settings` are the server's, for every connection of these clients. */
export function createClients(
  url: string,
  sizes: PoolSizes,
  settings: Record<string, string> = {},
): Clients {
  const common = { onnotice: () => {}, connect_timeout: 10, backoff } as const;
  const options = { ...common, connection: settings };
  const wrapped = postgres(url, { ...options, max: sizes.db });
  const sql = postgres(url, { ...options, max: sizes.raw });
  return {
    db: drizzle(wrapped, { schema, casing: "snake_case" }),
    sql,
    async close() {
      await Promise.all([wrapped.end({ timeout: 5 }), sql.end({ timeout: 5 })]);
    },
  };
}

/** Seconds before a lost connection is tried again. The driver's own rule soon waits 20 s, long after the database is back. */
function backoff(attempt: number): number {
  return Math.min(0.05 * 2 ** attempt, 0.5) * (0.5 + Math.random() / 2);
}
