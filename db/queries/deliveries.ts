import { and, desc, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { deliveries } from "@/db/schema";

export type NewDelivery = typeof deliveries.$inferInsert;
export type DeliveryRow = typeof deliveries.$inferSelect;

export async function insertDeliveries(db: Db, rows: NewDelivery[]): Promise<void> {
  if (rows.length > 0) await db.insert(deliveries).values(rows).onConflictDoNothing();
}

/** The newest deliveries of a source. */
export async function listDeliveries(
  db: Db,
  workspaceId: string,
  sourceId: string,
  most: number,
): Promise<DeliveryRow[]> {
  return db
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.workspaceId, workspaceId), eq(deliveries.sourceId, sourceId)))
    .orderBy(desc(deliveries.at), desc(deliveries.id))
    .limit(most);
}
