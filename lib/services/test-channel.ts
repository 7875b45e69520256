import { findWorkspaceName } from "@/db/queries/stories";
import { AppError } from "@/lib/errors";
import { type ChannelAction, onChannel } from "./channel-action";
import type { Core } from "./core";
import { writeCall } from "./write-calls";

/** Goes out like any other, and stands in the log. */
export function testChannel(core: Core, action: ChannelAction, now: Date): Promise<void> {
  const { workspaceId } = action;
  return onChannel(
    core,
    action,
    async (db, channel) => {
      if (channel.state === "disabled") {
        throw new AppError("conflict", "The channel is switched off: switch it on first.");
      }
      const workspace = (await findWorkspaceName(db, workspaceId))?.name ?? "";
      const title = `Banguard test for ${workspace}`;
      const reason = "Alerts reach you here. Nothing is wrong now.";
      await writeCall({ db, workspaceId, now }, channel, {
        alertId: null,
        dedupe: `test:${now.getTime()}`,
        content: {
          kind: "test",
          workspace,
          words: { title, reason, text: [reason], advice: [] },
          link: `${core.env.appUrl}/settings/channels/${channel.id}`,
          alert: null,
          alerts: [],
        },
      });
      return { result: undefined, did: { action: "channel_tested" } };
    },
    now,
  );
}
