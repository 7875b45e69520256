import { fixedDays, type Retention, retentionLimits } from "./retention";

/** One part of the privacy page: a heading, and what stands under it. */
export interface PrivacySection {
  title: string;
  lines: readonly string[];
}

/** The day on which these texts were written. They are to be read by a lawyer before anybody relies on them. */
export const privacyDate = "22 November 2026";
export const privacyMark = "To be read by a lawyer before anybody relies on it.";

/** Word for word what ux.md 6 says must be shown. */
export const codesSentence =
  "We replace phone numbers with keyed codes on arrival. The codes are still personal data, because you could find a person again by their number.";
export const answersSentence =
  "To notice “STOP” we read answers for a moment and keep nothing of them.";
export const suppressionSentence = "Keep them on your own suppression list.";
export const warnsSentence =
  "Banguard warns. It cannot prevent a restriction, and WhatsApp decides alone.";
export const endorsedSentence = "Not part of, or endorsed by, WhatsApp or Meta.";

export const usualRetention: Retention = {
  rawDays: retentionLimits.rawDays.usual,
  rollupDays: retentionLimits.rollupDays.usual,
  deliveryLogDays: retentionLimits.deliveryLogDays.usual,
};

export const privacySections: readonly PrivacySection[] = [
  {
    title: "Recipients",
    lines: [
      codesSentence,
      "The key of these codes is made for each workspace, and for each client of an agency one of its own: the same person at two clients cannot be linked.",
      answersSentence,
      "No text, name, picture or message id of anybody is stored, logged or mailed.",
      "There is no page, search, score or export of one person. What is known of one person is only ever summed: how often, and whether they said no.",
      "No automated decision about a person is taken: Banguard judges numbers of businesses.",
    ],
  },
  {
    title: "Who is responsible for what",
    lines: [
      "The business that sends is the controller. It names this monitoring in its privacy notice, records its basis and decides how long things are kept, within our limits.",
      "An agency is its client’s processor.",
      "Whoever operates a hosted Banguard is processor, or sub-processor under an agency, with a written agreement: sub-processors are listed here, a breach is told without undue delay, everything is deleted at the end, nothing is transferred without a basis.",
      "Whoever runs Banguard for itself has no processor in it, and the authors have no role.",
    ],
  },
  {
    title: "What we do not do",
    lines: [
      "We do not learn across customers. Weights come from simulation and public facts; what one workspace teaches serves only that workspace. There is no benchmark between workspaces, not even aggregated.",
      "We do not track our own users: no pixel in mails, no analytics on pages, nothing loaded from other sites. How fast somebody reacted is shown per team, not per person.",
      "We never send on WhatsApp. Banguard contains no code that could.",
      warnsSentence,
    ],
  },
  {
    title: "WhatsApp and Meta",
    lines: [
      "The connection is an app of your own, with the least rights that it needs. Taking the connection away deletes its secrets.",
      "The business stays liable to Meta for its service providers, who act only on written instruction.",
      endorsedSentence,
    ],
  },
];

/** What is kept how long, computed from what a workspace has decided. */
export function keptList(
  { rawDays, rollupDays, deliveryLogDays }: Retention,
  backupDays: number | undefined,
): readonly (readonly [what: string, howLong: string])[] {
  const days = (count: number) => (count === 1 ? "1 day" : `${count} days`);
  return [
    ["Single messages and answers, with codes of people", days(rawDays)],
    [
      "Codes of people and what they said (no or yes)",
      `${days(fixedDays.people)} after the last event`,
    ],
    ["Keys by which a repeated delivery is known", days(fixedDays.seen)],
    ["Sums by the hour, and mails", days(rollupDays)],
    ["What came to the doors and what went to channels", days(deliveryLogDays)],
    ["Sums by the day, scores, alerts, what WhatsApp did", "as long as the workspace"],
    ["Audit log: who did what", "as long as the workspace"],
    ["Ended sessions and invitations", days(fixedDays.ended)],
    [
      "Backups",
      backupDays === undefined
        ? "whoever runs this installation has not said; ask them"
        : days(backupDays),
    ],
  ];
}
