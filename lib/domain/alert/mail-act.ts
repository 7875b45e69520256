/** What a link in a mail does after one more press. Its place in the list is what the link carries: only add at the end. */
export const mailActs = [
  "on_it",
  "expected",
  "mute_1",
  "mute_7",
  "digest_weekly",
  "digest_daily",
  "digest_never",
  "alerts_off",
] as const;
export type MailAct = (typeof mailActs)[number];

/** Where a mail's act stands inside the app: the address in the outbox, and in the mail of somebody who may only read. */
export const actAnchors = {
  on_it: "on-it",
  expected: "expected",
  mute_1: "mute-1",
  mute_7: "mute-7",
  digest_weekly: "digest-weekly",
  digest_daily: "digest-daily",
  digest_never: "digest-never",
  alerts_off: "alerts-off",
} as const satisfies Record<MailAct, string>;

/** Those that are about one alert; the others are about what the person gets. */
export const alertActs = ["on_it", "expected", "mute_1", "mute_7"] as const;
export type AlertAct = (typeof alertActs)[number];

export function isAlertAct(act: MailAct): act is AlertAct {
  return (alertActs as readonly MailAct[]).includes(act);
}
