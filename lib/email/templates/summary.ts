import type { Instant } from "@/lib/domain/event";
import { bold, cleanName, link, paragraph, words, type Mail } from "@/lib/email/document";
import { formatMoment, listing, plural } from "@/lib/email/format";
import { estimate } from "./frame";

/** Several alerts that would have been several mails. */
export interface Summary {
  workspace: string;
  zone: string;
  now: Instant;
  appUrl: string;
  alerts: readonly { id: string; name: string; title: string; reason: string }[];
}

const named = 3;

export function summaryMail({ workspace, zone, now, appUrl, alerts }: Summary): Mail {
  const names = [...new Set(alerts.map(({ name }) => cleanName(name)))];
  const shown = names.slice(0, named);
  const rest = names.length - shown.length;
  const what = plural(alerts.length, "new alert");
  return {
    subject: `${what}: ${listing(rest > 0 ? [...shown, `${rest} more`] : shown)}`,
    preview: alerts[0]?.title ?? "",
    blocks: [
      paragraph`${bold(`${what}.`)} ${formatMoment(now, zone)}. They came close together, so this one mail covers them.`,
      {
        block: "dots",
        items: alerts.map(
          ({ id, title, reason }) => words`${link(title, `${appUrl}/alerts/${id}`)} ${reason}`,
        ),
      },
      { block: "button", label: "Open all alerts", href: `${appUrl}/alerts` },
      {
        block: "small",
        spans: words`${estimate} You get this because you are a member of ${cleanName(workspace)}: ${link("change what you get", `${appUrl}/settings`)}.`,
      },
    ],
  };
}
