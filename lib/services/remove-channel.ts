import { deleteChannel } from "@/db/queries/channels";
import { type ChannelAction, onChannel } from "./channel-action";
import type { Core } from "./core";

/** With its log; what is on its way ends as nothing. */
export function removeChannel(core: Core, action: ChannelAction, now: Date): Promise<void> {
  return onChannel(
    core,
    action,
    async (db, channel) => {
      await deleteChannel(db, action.workspaceId, channel.id);
      const detail = { kind: channel.kind, host: channel.host };
      return { result: undefined, did: { action: "channel_removed", detail } };
    },
    now,
  );
}
