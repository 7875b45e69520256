import { desc } from "drizzle-orm";
import type { Db } from "@/db/client";
import { heartbeats } from "@/db/schema";

export async function beat(db: Db, id: string, startedAt: Date, now: Date): Promise<void> {
  await db
    .insert(heartbeats)
    .values({ id, startedAt, beatAt: now })
    .onConflictDoUpdate({ target: heartbeats.id, set: { beatAt: now } });
}

/** Undefined when no worker was ever seen. */
export async function findLastBeat(db: Db): Promise<Date | undefined> {
  const [row] = await db
    .select({ beatAt: heartbeats.beatAt })
    .from(heartbeats)
    .orderBy(desc(heartbeats.beatAt))
    .limit(1);
  return row?.beatAt;
}
