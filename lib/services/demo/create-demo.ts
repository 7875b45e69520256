import { findDemoOf, markAsDemo } from "@/db/queries/demo";
import { markDue } from "@/db/queries/due";
import { insertMembership, insertUser, lockUser } from "@/db/queries/users";
import type { Actor } from "@/lib/domain/audit";
import { audit } from "@/lib/services/audit";
import type { Core } from "@/lib/services/core";
import { createWorkspace } from "@/lib/services/create-workspace";
import { newId } from "@/lib/services/new-id";
import { jonas } from "./people";
import { historyWork } from "./play-history";

export interface DemoWish {
  userId: string;
  actor: Actor;
  zone: string;
}

const demoName = "Bluebird Agency";

/**
 * A workspace of its own with the fictional agency, which the worker then fills. A person has one at a time: asking
 * again answers with the one that is there.
 */
export async function createDemo(
  core: Pick<Core, "db" | "vault">,
  { userId, actor, zone }: DemoWish,
  now: Date,
): Promise<{ id: string }> {
  const id = await core.db.transaction(async (tx) => {
    await lockUser(tx, userId);
    const known = await findDemoOf(tx, userId);
    if (known !== undefined) return known;
    const workspace = { name: demoName, zone, adminId: userId };
    const workspaceId = await createWorkspace(tx, core.vault, workspace, now);
    await markAsDemo(tx, workspaceId, now);
    const colleague = newId(now);
    await insertUser(tx, { id: colleague, ...jonas(workspaceId), createdAt: now });
    await insertMembership(tx, { workspaceId, userId: colleague, role: "member", createdAt: now });
    const target = { kind: "workspace", id: workspaceId, name: demoName };
    await audit(tx, workspaceId, actor, { action: "demo_created", target }, now);
    await markDue(tx, historyWork(workspaceId), now);
    return workspaceId;
  });
  return { id };
}
