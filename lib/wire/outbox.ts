import { z } from "./zod";
import { momentJson } from "./words";

/** kept: there was no mail server; it stays readable here. held, summed: beyond ten mails an hour, told in one summary. */
export const mailStateJson = z.enum(["queued", "sent", "failed", "kept", "held", "summed"]);

export const mailJson = z.object({
  id: z.string(),
  subject: z.string(),
  preview: z.string(),
  recipient: z.string(),
  state: mailStateJson,
  attempts: z.number().int(),
  lastError: z.string().nullable(),
  createdAt: momentJson,
  sentAt: momentJson.nullable(),
  alertId: z.string().nullable(),
});
export type MailJson = z.infer<typeof mailJson>;

/** GET /api/v1/outbox: newest first, at most 200. */
export const outboxJson = z.object({
  mails: z.array(mailJson),
  zone: z.string(),
  updatedAt: momentJson.nullable(),
});
export type OutboxJson = z.infer<typeof outboxJson>;

/** GET /api/v1/outbox/{id}. `html` stands alone: its pictures are inlined as data: addresses. */
export const mailPageJson = mailJson.extend({
  zone: z.string(),
  html: z.string(),
  text: z.string(),
});
export type MailPageJson = z.infer<typeof mailPageJson>;
