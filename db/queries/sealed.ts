import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { channels, sources, workspaces } from "@/db/schema";

/** One secret and the row that keeps it. */
export interface SealedRow {
  kind: "workspace" | "source" | "channel";
  id: string;
  sealed: Buffer;
}

export async function listSealed(db: Db, workspaceId: string): Promise<SealedRow[]> {
  const own = await db
    .select({ sealed: workspaces.wrappedKey })
    .from(workspaces)
    .where(eq(workspaces.id, workspaceId));
  const ofSources = await db
    .select({ id: sources.id, sealed: sources.credentials })
    .from(sources)
    .where(eq(sources.workspaceId, workspaceId));
  const ofChannels = await db
    .select({ id: channels.id, sealed: channels.settings })
    .from(channels)
    .where(eq(channels.workspaceId, workspaceId));
  return [
    ...own.map(({ sealed }) => ({ kind: "workspace", id: "", sealed }) as const),
    ...ofSources.map((row) => ({ kind: "source", ...row }) as const),
    ...ofChannels.map((row) => ({ kind: "channel", ...row }) as const),
  ];
}

/** Only where nobody has changed the secret meanwhile. */
export async function replaceSealed(
  db: Db,
  workspaceId: string,
  { kind, id, sealed }: SealedRow,
  fresh: Buffer,
): Promise<void> {
  if (kind === "workspace") {
    await db
      .update(workspaces)
      .set({ wrappedKey: fresh })
      .where(and(eq(workspaces.id, workspaceId), eq(workspaces.wrappedKey, sealed)));
  } else if (kind === "source") {
    await db
      .update(sources)
      .set({ credentials: fresh })
      .where(
        and(
          eq(sources.workspaceId, workspaceId),
          eq(sources.id, id),
          eq(sources.credentials, sealed),
        ),
      );
  } else {
    await db
      .update(channels)
      .set({ settings: fresh })
      .where(
        and(
          eq(channels.workspaceId, workspaceId),
          eq(channels.id, id),
          eq(channels.settings, sealed),
        ),
      );
  }
}
