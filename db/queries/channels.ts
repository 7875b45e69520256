import { and, asc, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { accounts, calls, channels, clients } from "@/db/schema";

export type ChannelRow = typeof channels.$inferSelect;
export type NewChannel = typeof channels.$inferInsert;
export type ChannelChange = Partial<
  Pick<
    ChannelRow,
    | "name"
    | "settings"
    | "host"
    | "fromSeverity"
    | "clientId"
    | "state"
    | "disabledBecause"
    | "failingSince"
  >
>;

export async function insertChannel(db: Db, row: NewChannel): Promise<void> {
  await db.insert(channels).values(row);
}

export async function findChannel(
  db: Db,
  workspaceId: string,
  id: string,
): Promise<ChannelRow | undefined> {
  const [row] = await db
    .select()
    .from(channels)
    .where(and(eq(channels.workspaceId, workspaceId), eq(channels.id, id)));
  return row;
}

/** Oldest first, each with its client's name. */
export async function listChannels(db: Db, workspaceId: string) {
  return db
    .select({ channel: channels, client: clients.name })
    .from(channels)
    .leftJoin(
      clients,
      and(eq(clients.workspaceId, channels.workspaceId), eq(clients.id, channels.clientId)),
    )
    .where(eq(channels.workspaceId, workspaceId))
    .orderBy(asc(channels.createdAt), asc(channels.id));
}
export type ListedChannel = Awaited<ReturnType<typeof listChannels>>[number];

export async function listActiveChannels(db: Db, workspaceId: string): Promise<ChannelRow[]> {
  return db
    .select()
    .from(channels)
    .where(and(eq(channels.workspaceId, workspaceId), eq(channels.state, "active")))
    .orderBy(asc(channels.createdAt), asc(channels.id));
}

/** False when there is no such channel, or it was not in the state that the change begins with. */
export async function changeChannel(
  db: Db,
  workspaceId: string,
  id: string,
  change: ChannelChange,
  from?: ChannelRow["state"],
): Promise<boolean> {
  const rows = await db
    .update(channels)
    .set(change)
    .where(
      and(
        eq(channels.workspaceId, workspaceId),
        eq(channels.id, id),
        from && eq(channels.state, from),
      ),
    )
    .returning({ id: channels.id });
  return rows.length > 0;
}

/** Since when nothing has got through; the first failure after a success sets it. */
export async function noteFailing(db: Db, workspaceId: string, id: string, at: Date) {
  await db
    .update(channels)
    .set({
      failingSince: sql`coalesce(${channels.failingSince}, ${at.toISOString()}::timestamptz)`,
    })
    .where(and(eq(channels.workspaceId, workspaceId), eq(channels.id, id)));
}

/** With its log. */
export async function deleteChannel(db: Db, workspaceId: string, id: string): Promise<void> {
  await db.delete(calls).where(and(eq(calls.workspaceId, workspaceId), eq(calls.channelId, id)));
  await db.delete(channels).where(and(eq(channels.workspaceId, workspaceId), eq(channels.id, id)));
}

/** WhatsApp's id of an account. */
export async function findWabaId(db: Db, workspaceId: string, accountId: string) {
  const [row] = await db
    .select({ wabaId: accounts.wabaId })
    .from(accounts)
    .where(and(eq(accounts.workspaceId, workspaceId), eq(accounts.id, accountId)));
  return row?.wabaId ?? undefined;
}
