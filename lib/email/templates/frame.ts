import type { Frame, NumberName } from "@/lib/domain/alert/story";
import { cleanName, link, words, type Block, type Span } from "@/lib/email/document";
import { formatPhone } from "@/lib/domain/phone";

export function alertHref(frame: Frame, anchor = ""): string {
  return `${frame.appUrl}/alerts/${frame.alertId}${anchor}`;
}

export function numberHref(frame: Frame, number: NumberName): string {
  return `${frame.appUrl}/numbers/${number.id}`;
}

/** Where the one button leads: the number that the mail is about, else the alert. */
export function targetHref(frame: Frame, numbers: readonly NumberName[]): string {
  const [only] = numbers;
  return only && numbers.length === 1 ? numberHref(frame, only) : alertHref(frame);
}

export function onIt(frame: Frame): Span {
  return link("I'm on it", alertHref(frame, "#on-it"));
}

export function nameOf(number: NumberName): string {
  return cleanName(number.name);
}

/** " (+1 555 010 0003)", or nothing while the number itself is unknown. */
export function phoneOf(number: NumberName): string {
  return number.phone === null || number.phone === number.name
    ? ""
    : ` (${formatPhone(number.phone)})`;
}

/** The small print of every mail. */
export function smallPrint(frame: Frame): Block {
  const mute = (days: 1 | 7, label: string) => link(label, alertHref(frame, `#mute-${days}`));
  return {
    block: "small",
    spans: words`${estimate} You get this because you are a member of ${cleanName(frame.workspace)}: ${link("change what you get", `${frame.appUrl}/settings/you`)} · ${mute(1, `mute this ${frame.target.kind} 1 day`)} · ${mute(7, "7 days")}.`,
  };
}

export const estimate =
  "Scores are Banguard's estimate. WhatsApp publishes no thresholds. Banguard is not part of WhatsApp or Meta.";
