import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { Instant } from "@/lib/domain/event";
import type { Reach } from "@/lib/domain/reach";
import type { Score } from "@/lib/domain/score/score";
import { seesAccountId } from "./reach";

export interface AccountRow {
  id: string;
  account: string;
  name: string | null;
  score: Score | null;
  scoredAt: Instant | null;
  numbers: number;
}

/** Accounts within reach, or the one that our id or WhatsApp's names; also those without numbers. */
export async function listAccounts(db: Db, reach: Reach, named?: string): Promise<AccountRow[]> {
  const only =
    named === undefined
      ? sql``
      : sql`and (a.id::text = ${named.toLowerCase()} or a.waba_id = ${named})`;
  const rows = await db.execute(sql`
    select a.id, a.waba_id as account, coalesce(a.given_name, a.name) as name, s.detail as score,
      (extract(epoch from s.scored_at) * 1000)::float8 as "scoredAt",
      (select count(*)::int from numbers n where n.workspace_id = a.workspace_id and n.account_id = a.id
        and not n.test and n.merged_into is null) as numbers
    from accounts a
    left join score_now s on s.workspace_id = a.workspace_id and s.node_kind = 'account' and s.node_id = a.id
    where a.workspace_id = ${reach.workspaceId} and ${seesAccountId(reach, "a.id")} ${only}
    order by a.created_at`);
  return rows as unknown as AccountRow[];
}
