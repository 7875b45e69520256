/** What a workspace decides within our limits, in days. */
export const retentionLimits = {
  /** Single messages and answers, with the codes of people. */
  rawDays: { least: 7, most: 400, usual: 90 },
  /** Sums by the hour, and mails. Sums by the day, scores and alerts stay as long as the workspace. */
  rollupDays: { least: 90, most: 1200, usual: 396 },
  /** What came to the doors and what went to channels. */
  deliveryLogDays: { least: 1, most: 90, usual: 30 },
} as const;
export type RetentionName = keyof typeof retentionLimits;
export type Retention = Record<RetentionName, number>;

export const retentionNames = Object.keys(retentionLimits) as RetentionName[];

/** What is the same for every workspace, in days. */
export const fixedDays = {
  /** Keys by which a repeated delivery is known. */
  seen: 30,
  /** Codes of people, what they said, and to whom something was sent after a no: after the last event. */
  people: 90,
  /** Sessions and invitations after their end. */
  ended: 30,
  /** Links for a new password after their end. */
  tokens: 7,
  /** Lines of a file that were not taken: where and why. */
  refusals: 90,
} as const;

export function isShorter(before: Retention, after: Retention): boolean {
  return retentionNames.some((name) => after[name] < before[name]);
}
