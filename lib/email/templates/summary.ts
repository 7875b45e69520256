import type { Instant } from "@/lib/domain/event";
import {
  bold,
  cleanName,
  link,
  paragraph,
  words,
  type Block,
  type Mail,
} from "@/lib/email/document";
import { formatMoment, listing, plural } from "@/lib/email/format";
import { estimate } from "./frame";

interface About {
  workspace: string;
  zone: string;
  now: Instant;
  appUrl: string;
}

/** Several alerts that would have been several mails. */
export interface Summary extends About {
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
      ...endOf(workspace, appUrl),
    ],
  };
}

/** What came beyond a person's ten mails of an hour, worst first. */
export interface Rest extends About {
  mails: readonly { id: string; alertId: string | null; subject: string; preview: string }[];
}

export function restMail({ workspace, zone, now, appUrl, mails }: Rest): Mail {
  const what = plural(mails.length, "more notice");
  const others = mails.length - 1;
  const more = others > 0 ? ` and ${plural(others, "other")}` : "";
  return {
    subject: `${what}: ${mails[0]?.subject ?? ""}${more}`,
    preview: mails[0]?.preview ?? "",
    blocks: [
      paragraph`${bold(`${what}.`)} ${formatMoment(now, zone)}. You had many mails from us within an hour, so this one covers the rest.`,
      {
        block: "dots",
        items: mails.map(
          ({ id, alertId, subject, preview }) =>
            words`${link(subject, `${appUrl}/${alertId === null ? `outbox/${id}` : `alerts/${alertId}`}`)} ${preview}`,
        ),
      },
      ...endOf(workspace, appUrl),
    ],
  };
}

function endOf(workspace: string, appUrl: string): Block[] {
  return [
    { block: "button", label: "Open all alerts", href: `${appUrl}/alerts` },
    {
      block: "small",
      spans: words`${estimate} You get this because you are a member of ${cleanName(workspace)}: ${link("change what you get", `${appUrl}/settings/you`)}.`,
    },
  ];
}
