import type { Db } from "@/db/client";
import { deleteIdentities } from "@/db/queries/identities";
import { findUser } from "@/db/queries/users";
import type { Actor } from "@/lib/domain/audit";
import { AppError } from "@/lib/errors";
import { audit } from "./audit";

/** Takes a sign-in service away; somebody without a password would lock themselves out. Doing it twice changes nothing. */
export async function unlinkIdentity(
  db: Db,
  { workspaceId, userId, actor }: { workspaceId: string; userId: string; actor: Actor },
  provider: string,
  now: Date,
): Promise<void> {
  await db.transaction(async (tx: Db) => {
    const user = await findUser(tx, userId);
    if (user?.passwordHash === null) {
      throw new AppError("conflict", "Set a password first: it would be your only way in.");
    }
    if ((await deleteIdentities(tx, userId, provider)) === 0) return;
    const target = { kind: "person", id: userId, name: actor.name };
    const entry = { action: "identity_unlinked", target, detail: { provider } };
    await audit(tx, workspaceId, actor, entry, now);
  });
}
