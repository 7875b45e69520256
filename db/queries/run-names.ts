import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { runNames } from "@/db/schema";
import { moment } from "./campaigns";

export interface RunBounds {
  workspaceId: string;
  numberId: string;
  startedAt: Date;
  endedAt: Date;
}

/** Takes away every name whose time overlaps: a run has one, also when late events have moved its edges. */
export async function deleteRunNames(db: Db, run: RunBounds): Promise<string[]> {
  const rows = await db.execute(sql`
    delete from run_names
    where workspace_id = ${run.workspaceId}::uuid and number_id = ${run.numberId}::uuid
      and started_at < ${moment(run.endedAt)} and ended_at > ${moment(run.startedAt)}
    returning name`);
  return (rows as unknown as { name: string }[]).map(({ name }) => name);
}

export async function insertRunName(
  db: Db,
  row: RunBounds & { name: string; namedBy: string | null; namedAt: Date },
): Promise<void> {
  await db.insert(runNames).values(row);
}
