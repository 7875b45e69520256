import type { Db } from "@/db/client";
import { type ChannelRow, findChannel } from "@/db/queries/channels";
import type { Actor, AuditEntry } from "@/lib/domain/audit";
import { isUuid } from "@/lib/domain/is-uuid";
import { AppError } from "@/lib/errors";
import { audit } from "./audit";
import type { Core } from "./core";

/** What an administrator does with a channel. */
export interface ChannelAction {
  workspaceId: string;
  channelId: string;
  actor: Actor;
}

/** In one transaction with its line in the audit log. Another workspace's channel and an unknown one are the same. */
export function onChannel<Result>(
  core: Core,
  { workspaceId, channelId, actor }: ChannelAction,
  act: (db: Db, channel: ChannelRow) => Promise<{ result: Result; did: Did }>,
  now: Date,
): Promise<Result> {
  return core.db.transaction(async (db) => {
    const channel = isUuid(channelId) ? await findChannel(db, workspaceId, channelId) : undefined;
    if (!channel) throw new AppError("not_found", "There is no such channel.");
    const { result, did } = await act(db, channel);
    const target = { kind: "channel", id: channel.id, name: channel.name };
    await audit(db, workspaceId, actor, { target, ...did }, now);
    return result;
  });
}

type Did = Pick<AuditEntry, "action" | "detail">;
