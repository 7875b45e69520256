import { findCall, requeueCall } from "@/db/queries/calls";
import { markDue } from "@/db/queries/due";
import { isUuid } from "@/lib/domain/is-uuid";
import { AppError } from "@/lib/errors";
import { type ChannelAction, onChannel } from "./channel-action";
import type { Core } from "./core";

/** The same message under the same `webhook-id`, with all its tries anew. Twice while it is on its way is once. */
export function resendCall(
  core: Core,
  action: ChannelAction,
  callId: string,
  now: Date,
): Promise<void> {
  const { workspaceId } = action;
  return onChannel(
    core,
    action,
    async (db, channel) => {
      const call = isUuid(callId) ? await findCall(db, workspaceId, callId) : undefined;
      if (call?.channelId !== channel.id) {
        throw new AppError("not_found", "There is no such message.");
      }
      if (channel.state === "disabled") {
        throw new AppError("conflict", "The channel is switched off: switch it on first.");
      }
      await requeueCall(db, workspaceId, call.id);
      await markDue(db, { workspaceId, kind: "call", targetId: call.id }, now);
      const detail = { call: call.id, kind: call.kind };
      return { result: undefined, did: { action: "channel_message_resent", detail } };
    },
    now,
  );
}
