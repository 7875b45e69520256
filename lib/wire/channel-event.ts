import { severities, targetKinds } from "@/lib/domain/alert/rule";
import { callKinds } from "@/lib/domain/channel";
import { bandJson, momentJson } from "./words";
import { z } from "./zod";

const eventAlertJson = z.object({
  id: z.string(),
  rule: z.string(),
  severity: z.enum(severities),
  state: z.enum(["open", "acknowledged", "resolved"]),
  target: z.object({
    kind: z.enum(targetKinds),
    id: z.string(),
    /** As mails call it. */
    name: z.string(),
  }),
  /** WhatsApp's id of the account, when it is known. */
  account: z.string().nullable(),
  /** The numbers it is about, of those that this channel may hear of. */
  numbers: z.array(z.object({ id: z.string(), number: z.string().nullable(), name: z.string() })),
  /** Null where nothing is scored: sources. */
  score: z
    .object({ score: z.number().nullable(), behaviour: z.number(), band: bandJson })
    .nullable(),
  openedAt: momentJson,
  acknowledgedAt: momentJson.nullable(),
  resolvedAt: momentJson.nullable(),
});

/**
 * The body of a signed webhook, version 1. Delivered at least once: the same `webhook-id` is the same message. More
 * fields may be added; those here stay.
 */
export const channelEventJson = z.object({
  version: z.literal("1"),
  type: z.enum(callKinds),
  timestamp: momentJson,
  workspace: z.object({ id: z.string(), name: z.string() }),
  /** The words of the mail about the same: its subject, its first line, its paragraphs, what to do. */
  title: z.string(),
  reason: z.string(),
  text: z.array(z.string()),
  advice: z.array(z.string()),
  /** Where to read on in Banguard. */
  link: z.string(),
  /** Null in a test, and where several came together. */
  alert: eventAlertJson.nullable(),
  /** Those that came together (`alerts.gathered`), shortly; else empty. */
  alerts: z.array(
    z.object({
      id: z.string(),
      rule: z.string(),
      severity: z.enum(severities),
      title: z.string(),
      reason: z.string(),
      link: z.string(),
    }),
  ),
});
export type ChannelEventJson = z.infer<typeof channelEventJson>;
