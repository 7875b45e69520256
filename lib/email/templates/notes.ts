import type { HistoryNote } from "@/lib/domain/alert/story";
import { cleanName } from "@/lib/email/document";
import { formatCount, formatShare, formatShortDate, plural } from "@/lib/email/format";

/** One thing we saw before a sanction, as a line of its mail. */
export function noteWords({ at, note }: HistoryNote, zone: string): string {
  const day = formatShortDate(at, zone);
  switch (note.of) {
    case "campaign": {
      const usual = note.usual === null ? "" : `; usual ${formatShare(note.usual)}`;
      const share = formatShare(note.optedOut / Math.max(1, note.reached));
      return `${day}: ${cleanName(note.name)} went to ${formatCount(note.reached)} people; ${share} asked to stop (${formatCount(note.optedOut)} of ${formatCount(note.reached)}${usual}).`;
    }
    case "violation":
      return `${day}: WhatsApp sent a warning for this account.`;
    case "alert": {
      const share = note.share === null ? "" : ` (${formatShare(note.share)})`;
      const after = note.campaign === null ? "" : `, after ${cleanName(note.campaign)}${share}`;
      const told =
        note.acknowledgedAt === null
          ? "Nobody acknowledged it."
          : `It was acknowledged on ${formatShortDate(note.acknowledgedAt, zone)}.`;
      return `${day}: first high alert${after}. ${told}`;
    }
    case "rejected":
      return `${day}: WhatsApp rejected ${plural(note.count, "template")}.`;
    case "recategorised":
      return `${day}: WhatsApp corrected a template's category.`;
  }
}
