import type { Db } from "@/db/client";
import { revokeSessionsOf } from "@/db/queries/sessions";
import type { Actor } from "@/lib/domain/audit";
import { AppError } from "@/lib/errors";
import { audit } from "./audit";

interface Person {
  workspaceId: string;
  userId: string;
  actor: Actor;
}

/** Ends one of a person's own sessions, or all of them. One that has ended, or is another's, is not found. */
export async function endSessions(
  db: Db,
  { workspaceId, userId, actor }: Person,
  only: string | undefined,
  now: Date,
): Promise<{ ended: number }> {
  const ended = await db.transaction(async (tx: Db) => {
    const which = only === undefined ? {} : { only };
    const count = await revokeSessionsOf(tx, userId, which, now);
    if (count > 0) {
      const target = { kind: "person", id: userId, name: actor.name };
      await audit(
        tx,
        workspaceId,
        actor,
        { action: "sessions_ended", target, detail: { count } },
        now,
      );
    }
    return count;
  });
  if (ended === 0 && only !== undefined)
    throw new AppError("not_found", "There is no such session.");
  return { ended };
}
