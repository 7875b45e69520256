import type { Instant } from "@/lib/domain/event";
import { type OffReason, offWords } from "@/lib/domain/channel";
import { bold, cleanName, link, paragraph, words, type Mail } from "@/lib/email/document";
import { formatMoment } from "@/lib/email/format";

export interface ChannelOff {
  workspace: string;
  channel: string;
  channelId: string;
  host: string;
  because: OffReason;
  zone: string;
  now: Instant;
  appUrl: string;
}

/** To the administrators, once: from now on alerts do not arrive there. */
export function channelOffMail(off: ChannelOff): Mail {
  const channel = cleanName(off.channel);
  const workspace = cleanName(off.workspace);
  const reason = offWords[off.because];
  return {
    subject: `Alerts no longer go to ${channel}`,
    preview: reason,
    blocks: [
      paragraph`${bold(`Alerts no longer go to ${channel}`)} (${cleanName(off.host)}) since ${formatMoment(off.now, off.zone)}. ${reason}`,
      paragraph`Mails go on as before. When the receiver works again, switch the channel on and send a test; messages that failed can be sent again from its log.`,
      {
        block: "button",
        label: "Open the channel",
        href: `${off.appUrl}/settings/channels/${off.channelId}`,
      },
      {
        block: "small",
        spans: words`You get this because you administer ${workspace}: ${link("change what you get", `${off.appUrl}/settings`)}.`,
      },
    ],
  };
}
