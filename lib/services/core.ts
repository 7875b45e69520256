import type { Sql } from "postgres";
import type { Db } from "@/db/client";
import type { Env } from "@/lib/env";
import type { Vault } from "./vault";

/** What every service of this process works with. Made once per process: lib/server/context.ts, lib/worker/main.ts, lib/cli. */
export interface Core {
  env: Env;
  db: Db;
  /** Raw client: the flush, NOTIFY and LISTEN only. */
  sql: Sql;
  vault: Vault;
}
