import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { hintChannel } from "@/lib/domain/hint";

export async function notifyHints(db: Db, payload: string): Promise<void> {
  await db.execute(sql`select pg_notify(${hintChannel}, ${payload})`);
}
