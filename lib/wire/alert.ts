import { z } from "./zod";
import { mailStateJson } from "./outbox";
import { momentJson } from "./words";

export const alertStateJson = z.enum(["open", "acknowledged", "resolved"]);

export const alertJson = z.object({
  id: z.string(),
  /** Stable key of the rule; never shown. */
  rule: z.string(),
  severity: z.enum(["info", "warning", "high", "critical"]),
  state: alertStateJson,
  target: z.object({ kind: z.enum(["number", "account", "source"]), id: z.string() }),
  /** Name of what the alert is about: "Kite Fashion – Offers". */
  targetName: z.string(),
  /** E.164, for alerts about a number. */
  number: z.string().nullable(),
  /** WhatsApp's id of the account, for numbers and accounts. */
  account: z.string().nullable(),
  openedAt: momentJson,
  escalatedAt: momentJson.nullable(),
  acknowledgedAt: momentJson.nullable(),
  /** Name of the person who is on it. */
  acknowledgedBy: z.string().nullable(),
  resolvedAt: momentJson.nullable(),
  mutedUntil: momentJson.nullable(),
  /** The subject of its mail: "Kite Fashion – Offers is at high risk: 2.3 % opted out of Festive-2". */
  title: z.string(),
  /** Why it opened, one sentence. */
  reason: z.string(),
});
export type AlertJson = z.infer<typeof alertJson>;

/** GET /api/v1/alerts?state=open|acknowledged|resolved: newest first, at most 200. */
export const alertsJson = z.object({
  alerts: z.array(alertJson),
  zone: z.string(),
  updatedAt: momentJson.nullable(),
});
export type AlertsJson = z.infer<typeof alertsJson>;

/** GET /api/v1/alerts/{id} */
export const alertPageJson = alertJson.extend({
  zone: z.string(),
  /** When WhatsApp lets a restriction end; null when there is none or no end is known. */
  endsAt: momentJson.nullable(),
  /** Its mails, oldest first. */
  mails: z.array(
    z.object({
      id: z.string(),
      subject: z.string(),
      recipient: z.string(),
      state: mailStateJson,
      createdAt: momentJson,
      sentAt: momentJson.nullable(),
    }),
  ),
  /** What happened to it in words, oldest first: opened, told, not told because …, acknowledged, muted, resolved. */
  notes: z.array(z.object({ at: momentJson, text: z.string() })),
});
export type AlertPageJson = z.infer<typeof alertPageJson>;

/** POST /api/v1/alerts/{id}/mute. Silences mails about the alert's target; it always ends. */
export const muteAlertJson = z.object({ days: z.union([z.literal(1), z.literal(7)]) });

/** POST /api/v1/alerts/{id}/expect. One line for the timeline; it mutes nothing. */
export const expectAlertJson = z.object({ text: z.string().trim().min(1).max(300) });
