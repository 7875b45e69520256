import type { Db } from "@/db/client";
import { setPledged } from "@/db/queries/workspaces";
import { type Actor, system } from "@/lib/domain/audit";
import { audit } from "./audit";

/** "That is us": asked once, at the first sign-in; the first answer stays. */
export async function pledge(
  db: Db,
  workspaceId: string,
  now: Date,
  actor: Actor = system,
): Promise<void> {
  const target = { kind: "workspace", id: workspaceId };
  await db.transaction(async (tx) => {
    const first = await setPledged(tx, workspaceId, now);
    if (first) await audit(tx, workspaceId, actor, { action: "workspace_pledged", target }, now);
  });
}
