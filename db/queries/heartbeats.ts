import { desc, lt, and, sql } from "drizzle-orm";
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

/** The last one stays: it says that there was a worker. */
export async function forgetOldBeats(db: Db, before: Date): Promise<void> {
  const newest = sql`(select max(beat_at) from heartbeats)`;
  await db
    .delete(heartbeats)
    .where(and(lt(heartbeats.beatAt, before), sql`${heartbeats.beatAt} < ${newest}`));
}
