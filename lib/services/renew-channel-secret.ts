import { changeChannel } from "@/db/queries/channels";
import { AppError } from "@/lib/errors";
import type { z } from "zod";
import type { newSecretJson } from "@/lib/wire/channel";
import { type ChannelAction, onChannel } from "./channel-action";
import { newSecret, openSettings, rotated, sealSettings } from "./channel-settings";
import type { Core } from "./core";

/** A new secret, shown this once; the one before signs beside it for a day. */
export function renewChannelSecret(
  core: Core,
  action: ChannelAction,
  now: Date,
): Promise<z.infer<typeof newSecretJson>> {
  return onChannel(
    core,
    action,
    async (db, channel) => {
      if (channel.kind !== "webhook") {
        throw new AppError("conflict", "Only signed webhooks have a secret.");
      }
      const secret = newSecret();
      const settings = rotated(openSettings(core.vault, channel), secret, now);
      const change = { settings: sealSettings(core.vault, channel, settings) };
      await changeChannel(db, action.workspaceId, channel.id, change);
      const until = settings.secrets[1]?.until ?? now.getTime();
      const result = { secret, oldSignsUntil: new Date(until).toISOString() };
      return { result, did: { action: "channel_secret_renewed" } };
    },
    now,
  );
}
