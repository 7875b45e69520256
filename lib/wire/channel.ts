import { severities } from "@/lib/domain/alert/rule";
import { callKinds, channelKinds } from "@/lib/domain/channel";
import { momentJson } from "./words";
import { z } from "./zod";

const severityJson = z.enum(severities);

export const callJson = z.object({
  id: z.string(),
  kind: z.enum(callKinds),
  /** What was told, by its own title. */
  title: z.string(),
  alertId: z.string().nullable(),
  state: z.enum(["queued", "sent", "failed"]),
  attempts: z.number().int(),
  /** What the receiver answered last; null: nothing. */
  status: z.number().int().nullable(),
  tookMs: z.number().int().nullable(),
  /** What went wrong last, in words; null when nothing did. */
  problem: z.string().nullable(),
  createdAt: momentJson,
  sentAt: momentJson.nullable(),
  /** When it is tried again. */
  nextAt: momentJson.nullable(),
});
export type CallJson = z.infer<typeof callJson>;

export const channelJson = z.object({
  id: z.string(),
  kind: z.enum(channelKinds),
  name: z.string(),
  /** The whole address is never shown again: it may be a secret itself. */
  host: z.string(),
  /** Milder alerts are not told here. */
  fromSeverity: severityJson,
  /** Only this client's numbers; null: all. */
  client: z.object({ id: z.string(), name: z.string() }).nullable(),
  state: z.enum(["active", "disabled"]),
  /** Why it was switched off, in words. */
  off: z.string().nullable(),
  failingSince: momentJson.nullable(),
  /** Until when two secrets sign, after a change of secret. */
  twoSecretsUntil: momentJson.nullable(),
  createdAt: momentJson,
  last: z.object({ at: momentJson, ok: z.boolean(), problem: z.string().nullable() }).nullable(),
});
export type ChannelJson = z.infer<typeof channelJson>;

/** GET /api/v1/channels */
export const channelsJson = z.object({
  channels: z.array(channelJson),
  /** Those a channel can be narrowed to. */
  clients: z.array(z.object({ id: z.string(), name: z.string() })),
  zone: z.string(),
});
export type ChannelsJson = z.infer<typeof channelsJson>;

/** GET /api/v1/channels/{id}: with its last 100 messages, newest first. */
export const channelPageJson = channelJson.extend({ zone: z.string(), calls: z.array(callJson) });
export type ChannelPageJson = z.infer<typeof channelPageJson>;

const nameJson = z.string().trim().min(1, "Give the channel a name.").max(80);
const addressJson = z.string().trim().min(1, "Paste the address.").max(2000);

/** POST /api/v1/channels (administrators only) */
export const createChannelJson = z.object({
  kind: z.enum(channelKinds),
  name: nameJson,
  address: addressJson,
  fromSeverity: severityJson.default("warning"),
  clientId: z.uuid("This is no client of yours.").nullable().default(null),
});
export type CreateChannelJson = z.input<typeof createChannelJson>;

/** The secret of a signed webhook is in this answer and nowhere else. */
export const createdChannelJson = channelJson.extend({ secret: z.string().nullable() });

/** PATCH /api/v1/channels/{id} */
export const updateChannelJson = z
  .object({
    name: nameJson,
    address: addressJson,
    fromSeverity: severityJson,
    clientId: z.uuid("This is no client of yours.").nullable(),
    state: z.enum(["active", "disabled"]),
  })
  .partial();
export type UpdateChannelJson = z.infer<typeof updateChannelJson>;

/** POST /api/v1/channels/{id}/secret: the new one, shown once; the old one signs beside it for 24 hours. */
export const newSecretJson = z.object({ secret: z.string(), oldSignsUntil: momentJson });
