import type { Db } from "@/db/client";
import { auditLog } from "@/db/schema";

/** The only statement on this table besides reading: a trigger refuses every change. */
export async function insertAudit(db: Db, row: typeof auditLog.$inferInsert): Promise<void> {
  await db.insert(auditLog).values(row);
}
