import type { Db } from "@/db/client";
import { setPledged } from "@/db/queries/workspaces";

/** "That is us": asked once, at the first sign-in; the first answer stays. */
export async function pledge(db: Db, workspaceId: string, now: Date): Promise<void> {
  await setPledged(db, workspaceId, now);
}
