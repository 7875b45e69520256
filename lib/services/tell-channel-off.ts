import type { ChannelRow } from "@/db/queries/channels";
import { listReceivers, type Receiver } from "@/db/queries/receivers";
import { findWorkspaceName } from "@/db/queries/stories";
import type { OffReason } from "@/lib/domain/channel";
import { channelOffMail } from "@/lib/email/templates/channel-off";
import type { Telling } from "./story-occasion";
import { writeMails } from "./write-mails";

/** A channel that Banguard itself switched off is silent from now on: every administrator hears of it, once. */
export async function tellChannelOff(
  telling: Telling,
  channel: ChannelRow,
  because: OffReason,
): Promise<void> {
  const { core, db, workspaceId, now } = telling;
  const workspace = await findWorkspaceName(db, workspaceId);
  if (!workspace) return;
  const admins = (await listReceivers(db, workspaceId)).filter(({ role }) => role === "admin");
  const posting = {
    alertId: undefined,
    kind: "channel_off",
    occurrence: `${channel.id}:${now.getTime()}`,
    inThread: false,
    write: async ({ zone }: Receiver) =>
      channelOffMail({
        workspace: workspace.name,
        channel: channel.name,
        channelId: channel.id,
        host: channel.host,
        because,
        zone,
        now: now.getTime(),
        appUrl: core.env.appUrl,
      }),
  };
  await writeMails(telling, posting, admins);
}
