import { changeChannel, type ChannelChange } from "@/db/queries/channels";
import type { ChannelJson, UpdateChannelJson } from "@/lib/wire/channel";
import { type ChannelAction, onChannel } from "./channel-action";
import { openSettings, sealSettings } from "./channel-settings";
import type { Core } from "./core";
import { requireCallable } from "./create-channel";
import { getChannel, requireClient } from "./get-channels";

/** The same change twice is one change. Switching on forgets why and since when it was failing. */
export async function updateChannel(
  core: Core,
  action: ChannelAction,
  change: UpdateChannelJson,
  now: Date,
): Promise<ChannelJson> {
  const { workspaceId, channelId } = action;
  const host = change.address === undefined ? undefined : requireCallable(core, change.address);
  await requireClient(core.db, workspaceId, change.clientId);
  await onChannel(
    core,
    action,
    async (db, channel) => {
      const settings = openSettings(core.vault, channel);
      const { address, ...plain } = change;
      await changeChannel(db, workspaceId, channelId, {
        ...defined(plain),
        ...stateChange(change.state),
        ...(address !== undefined &&
          host !== undefined && {
            host,
            failingSince: null,
            settings: sealSettings(core.vault, channel, { ...settings, address }),
          }),
      });
      const detail = { ...defined(plain), ...(host !== undefined && { host }) };
      return { result: undefined, did: { action: "channel_changed", detail } };
    },
    now,
  );
  return getChannel(core, workspaceId, channelId, now);
}

function stateChange(state: UpdateChannelJson["state"]): ChannelChange {
  if (state === undefined) return {};
  return state === "active"
    ? { state, disabledBecause: null, failingSince: null }
    : { state, disabledBecause: "by_hand" };
}

type Plain = Omit<UpdateChannelJson, "address">;

/** Only what was asked for. */
function defined({ name, fromSeverity, clientId, state }: Plain) {
  return {
    ...(name !== undefined && { name }),
    ...(fromSeverity !== undefined && { fromSeverity }),
    ...(clientId !== undefined && { clientId }),
    ...(state !== undefined && { state }),
  };
}
