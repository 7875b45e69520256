import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";

/** Work that every workspace needs again and again. What is already planned keeps its time. */
export async function planWorkspaceChores(db: Db, now: Date): Promise<void> {
  await db.execute(sql`
    insert into due (workspace_id, kind, target_id, due_at)
    select w.id, chore.kind, w.id::text, ${now.toISOString()}::timestamptz
    from workspaces w cross join (values ('people'), ('retention')) as chore(kind)
    on conflict (workspace_id, kind, target_id) do nothing`);
}

/** Sources that WhatsApp can be asked about: connected with a token. */
export async function planPolls(db: Db, now: Date): Promise<void> {
  await db.execute(sql`
    insert into due (workspace_id, kind, target_id, due_at)
    select s.workspace_id, 'poll', s.id, ${now.toISOString()}::timestamptz
    from sources s where s.provider = 'meta' and s.state = 'active' and s.token_state <> 'none'
    on conflict (workspace_id, kind, target_id) do nothing`);
}

/** Sources that refused a signature in the last quarter of an hour: enough of them, and nothing can be seen any more. */
export async function planWatches(db: Db, now: Date): Promise<void> {
  const moment = sql`${now.toISOString()}::timestamptz`;
  await db.execute(sql`
    insert into due (workspace_id, kind, target_id, due_at)
    select s.workspace_id, 'watch', s.id, ${moment}
    from sources s where s.state = 'active' and s.last_refusal = 'bad_signature'
      and s.last_refused_at > ${moment} - interval '15 minutes'
    on conflict (workspace_id, kind, target_id) do nothing`);
}
