import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { Reach } from "@/lib/domain/reach";
import { seesNumber } from "./reach";

/** All numbers of a workspace that something can be said about. */
export async function listNumberIds(db: Db, workspaceId: string): Promise<string[]> {
  const rows = await db.execute(sql`
    select id from numbers where workspace_id = ${workspaceId}::uuid and merged_into is null and not test`);
  return (rows as unknown as { id: string }[]).map(({ id }) => id);
}

export interface ReachedNumber {
  id: string;
  name: string | null;
  number: string | null;
  phoneNumberId: string | null;
  clientId: string | null;
  client: string | null;
}

/** The numbers within reach by what they are called, and whose they are. */
export async function listReachedNumbers(db: Db, reach: Reach): Promise<ReachedNumber[]> {
  const rows = await db.execute(sql`
    select n.id, coalesce(n.given_name, n.name) as name, n.number, n.client_id as "clientId", c.name as client,
      (select min(p.value) from number_aliases p where p.workspace_id = n.workspace_id and p.number_id = n.id
        and p.kind = 'phone_number_id') as "phoneNumberId"
    from numbers n left join clients c on c.workspace_id = n.workspace_id and c.id = n.client_id
    where n.workspace_id = ${reach.workspaceId}::uuid and ${seesNumber(reach, "n")} and n.merged_into is null and not n.test`);
  return rows as unknown as ReachedNumber[];
}
