import type { Instant } from "@/lib/domain/event";
import { bold, cleanName, link, paragraph, words, type Mail } from "@/lib/email/document";
import { formatMoment } from "@/lib/email/format";
import { estimate } from "./frame";

export interface TestMail {
  workspace: string;
  zone: string;
  now: Instant;
  appUrl: string;
}

/** Proves that mails leave this installation and arrive. */
export function testMail({ workspace, zone, now, appUrl }: TestMail): Mail {
  const name = cleanName(workspace);
  return {
    subject: `Banguard test mail for ${name}`,
    preview: "Mails from Banguard reach you.",
    blocks: [
      paragraph`${bold("Mails from Banguard reach you.")} ${formatMoment(now, zone)}.`,
      paragraph`This is how we write when a number of ${name} needs you. Nothing is wrong now.`,
      { block: "button", label: "Open all numbers", href: `${appUrl}/numbers` },
      {
        block: "small",
        spans: words`${estimate} You get this because you are a member of ${name}: ${link("change what you get", `${appUrl}/settings/you`)}.`,
      },
    ],
  };
}
