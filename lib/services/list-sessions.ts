import type { Db } from "@/db/client";
import { listSessionsOf } from "@/db/queries/sessions";
import type { SessionsJson } from "@/lib/wire/me";

/** A person's own living sessions; their ids are the stored hashes, which open nothing. */
export async function listSessions(
  db: Db,
  { userId, sessionHash }: { userId: string; sessionHash: string },
  now: Date,
): Promise<SessionsJson> {
  const rows = await listSessionsOf(db, userId, now);
  return {
    sessions: rows.map(({ idHash, agent, workspace, createdAt, lastSeenAt }) => ({
      id: idHash,
      agent,
      workspace,
      createdAt: createdAt.toISOString(),
      lastSeenAt: lastSeenAt?.toISOString() ?? null,
      here: idHash === sessionHash,
    })),
  };
}
