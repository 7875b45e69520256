import { finishDue, markDue, type Claim } from "@/db/queries/due";
import { insertLateLeaks } from "@/db/queries/leaks";
import { findWorkspace } from "@/db/queries/workspaces";
import type { Core } from "./core";

/** A no that arrived after messages it should have stopped: looks at that person's messages from its time on. */
export async function lookBackFromNo(core: Core, claim: Claim, now: Date): Promise<void> {
  const { workspaceId, targetId: person, lastEventAt: saidNoAt } = claim;
  const workspace = await findWorkspace(core.db, workspaceId);
  if (workspace && saidNoAt) {
    const grace = workspace.optOutGraceHours;
    const numbers = await insertLateLeaks(core.sql, workspaceId, person, saidNoAt, grace);
    for (const targetId of numbers)
      await markDue(core.db, { workspaceId, kind: "score", targetId }, now);
  }
  await finishDue(core.db, claim, undefined);
}
