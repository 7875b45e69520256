import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { markDue } from "./due";

export interface Undigested {
  workspaceId: string;
  userId: string;
  digest: "weekly" | "daily";
  zone: string;
}

/** Members who want a digest and for whom none is planned. A read across workspaces, as `listDue` is. */
export async function listUnplannedDigests(db: Db): Promise<Undigested[]> {
  const rows = await db.execute(sql`
    select m.workspace_id as "workspaceId", m.user_id as "userId", m.digest, coalesce(u.zone, w.zone) as zone
    from memberships m join users u on u.id = m.user_id join workspaces w on w.id = m.workspace_id
    where m.digest <> 'never' and not exists (select 1 from due d where d.workspace_id = m.workspace_id
      and d.kind = 'digest' and d.target_id = m.user_id::text)`);
  return rows as unknown as Undigested[];
}

/** At `at` at the latest: what fires too early finds nothing to send and plans the next one. */
export async function planDigestOf(
  db: Db,
  workspaceId: string,
  userId: string,
  at: Date,
): Promise<void> {
  await markDue(db, { workspaceId, kind: "digest", targetId: userId }, at);
}
