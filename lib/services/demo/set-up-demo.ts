import { findDemoOf } from "@/db/queries/demo";
import { claimInstallation, findUserByEmail, insertUser } from "@/db/queries/users";
import { hashPassword } from "@/lib/auth/password";
import { system } from "@/lib/domain/audit";
import type { Core } from "@/lib/services/core";
import { createWorkspace } from "@/lib/services/create-workspace";
import { newId } from "@/lib/services/new-id";
import { createDemo } from "./create-demo";

const email = "maya@bluebird.example";

/**
 * The first start of `npm run demo`: Maya with the demo, and beside it an empty workspace for numbers of one's own. Later
 * starts change nothing; a demo that was removed stays removed.
 */
export async function setUpDemo(
  core: Pick<Core, "db" | "vault">,
  { password, zone }: { password: string; zone: string },
  now: Date,
): Promise<{ email: string; workspaceId: string | undefined }> {
  const { db, vault } = core;
  const passwordHash = await hashPassword(password);
  const userId = newId(now);
  const isFirst = await db.transaction(async (tx) => {
    if (!(await claimInstallation(tx, now))) return false;
    await insertUser(tx, { id: userId, email, name: "Maya", passwordHash, createdAt: now });
    return true;
  });
  if (isFirst) {
    // First, so that signing in leads to it.
    await createDemo(core, { userId, actor: system, zone }, now);
    const later = new Date(now.getTime() + 1);
    await db.transaction((tx) =>
      createWorkspace(tx, vault, { name: "Your numbers", zone, adminId: userId }, later),
    );
  }
  const maya = await findUserByEmail(db, email);
  return { email, workspaceId: maya && (await findDemoOf(db, maya.id)) };
}
