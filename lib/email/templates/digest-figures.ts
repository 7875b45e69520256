import type { Digest } from "@/lib/domain/digest/digest";
import { hours, minutes } from "@/lib/domain/time";
import { bold, cleanName, paragraph, type Block } from "@/lib/email/document";
import { formatCount, formatShare, formatWeekday, plural } from "@/lib/email/format";

export const unsent = "so there is nothing to judge.";

export function spanName({ period }: Digest): string {
  return period.frequency === "weekly" ? "last week" : "yesterday";
}

export function numbersOf(digest: Digest): Block {
  const { figures, period } = digest;
  if (!figures) return paragraph`You sent nothing ${spanName(digest)}, ${unsent}`;
  const weekly = period.frequency === "weekly";
  const { delivered, optedOut, shareBefore, alerts } = figures;
  const before =
    shareBefore === null
      ? ""
      : ` (${formatShare(shareBefore)} the ${weekly ? "week" : "day"} before)`;
  const parts = [
    `${formatCount(delivered)} marketing ${delivered === 1 ? "message" : "messages"} delivered`,
    ...(delivered > 0 ? [`${formatShare(optedOut / delivered)} asked to stop${before}`] : []),
    alerts === 0 ? "no alerts" : `${plural(alerts, "alert")}${acknowledgedWords(figures)}`,
  ];
  return paragraph`${bold(weekly ? "Last week in numbers:" : "Yesterday in numbers:")} ${parts.join(" · ")}.`;
}

function acknowledgedWords({ acknowledged, slowestMs }: NonNullable<Digest["figures"]>): string {
  if (acknowledged === 0) return ", none acknowledged";
  return `, ${acknowledged} acknowledged${slowestMs === null ? "" : ` within ${withinWords(slowestMs)}`}`;
}

/** Rounded up, so that it stays true: to five minutes, then to hours. */
function withinWords(ms: number): string {
  return ms <= hours(1)
    ? plural(Math.max(5, Math.ceil(ms / minutes(5)) * 5), "minute")
    : plural(Math.ceil(ms / hours(1)), "hour");
}

const namedSilent = 3;

export function sightOf({ sight, rows, zone }: Digest): Block {
  const { blocksOn, ratingOn, silent } = sight;
  const blocks = blocksOn === 0 ? "no number" : plural(blocksOn, "number");
  const shown = silent
    .slice(0, namedSilent)
    .map(
      ({ name, since }) => `nothing from ${cleanName(name)} since ${formatWeekday(since, zone)}`,
    );
  const rest = silent.length - shown.length;
  const parts = [
    `blocks and reports on ${blocks} of ${rows.length} (WhatsApp tells nobody)`,
    `WhatsApp's rating on ${ratingOn}`,
    ...shown,
    ...(rest > 0 ? [`nothing from ${rest} more`] : []),
  ];
  return paragraph`${bold("What we could see:")} ${parts.join(", ")}.`;
}
