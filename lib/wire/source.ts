import { z } from "./zod";
import { momentJson } from "./words";

export const sourceProviderJson = z.enum(["meta", "standard"]);

/** What the connection is doing, decided by the server from handshake, deliveries and refusals. */
export const connectionJson = z.object({
  state: z.enum(["waiting", "verified", "receiving", "silent", "refused", "disabled"]),
  /** One sentence: "Waiting for the first event…", "Receiving; last event 6 s ago", "Refused since Thu 21:14: the signature does not match." */
  words: z.string(),
  /** What to do about it; null while all is well. */
  remedy: z.string().nullable(),
});

export const sourceJson = z.object({
  id: z.string(),
  name: z.string(),
  provider: sourceProviderJson,
  /** WhatsApp's id of the account, when known. */
  account: z.string().nullable(),
  webhookUrl: z.string(),
  connection: connectionJson,
  /** Null when anyone on the internet may reach the address; else why not, in words: "localhost is this computer only". */
  notPublic: z.string().nullable(),
  numbers: z.number().int(),
  /** No recipient data: account notices only. */
  noticesOnly: z.boolean(),
  readsAnswers: z.boolean(),
  /** none: no token given. */
  token: z.enum(["none", "unknown", "ok", "dead"]),
  /** The poller's last finding in words; null when fine or never. */
  pollError: z.string().nullable(),
  polledAt: momentJson.nullable(),
  createdAt: momentJson,
  handshakeAt: momentJson.nullable(),
  firstEventAt: momentJson.nullable(),
  lastEventAt: momentJson.nullable(),
  lastRefusedAt: momentJson.nullable(),
});
export type SourceJson = z.infer<typeof sourceJson>;

/** GET /api/v1/sources */
export const sourcesJson = z.object({
  sources: z.array(sourceJson),
  zone: z.string(),
  updatedAt: momentJson.nullable(),
});
export type SourcesJson = z.infer<typeof sourcesJson>;

export const deliveryJson = z.object({
  at: momentJson,
  /** "accepted", "refused: the signature does not match", … in words. */
  verdict: z.string(),
  ok: z.boolean(),
  times: z.number().int(),
  accepted: z.number().int(),
  duplicates: z.number().int(),
  /** Parts that were not taken in, with their reason in words. */
  skipped: z.array(z.string()),
  tookMs: z.number().int(),
  test: z.boolean(),
});

/** GET /api/v1/sources/{id}. `verifyToken` and `secret` only for those who may write. */
export const sourcePageJson = sourceJson.extend({
  zone: z.string(),
  verifyToken: z.string().nullable(),
  /** The last 50 deliveries, newest first. */
  deliveries: z.array(deliveryJson),
});
export type SourcePageJson = z.infer<typeof sourcePageJson>;

/** POST /api/v1/sources */
const sourceName = z.string().trim().min(1, "Give the source a name.").max(80);
export const createMetaSourceJson = z.object({
  name: sourceName,
  provider: z.literal("meta"),
  credentials: z.object({
    appSecret: z
      .string()
      .trim()
      .min(1, "The app secret is needed to check WhatsApp's signature.")
      .max(200),
    accessToken: z.string().trim().min(1).max(1000).optional(),
    wabaId: z
      .string()
      .trim()
      .regex(/^\d{5,25}$/, "The account id is digits only.")
      .optional(),
  }),
  noticesOnly: z.boolean().optional(),
  readsAnswers: z.boolean().optional(),
});
export const createStandardSourceJson = z.object({
  name: sourceName,
  provider: z.literal("standard"),
  credentials: z.object({}).default({}),
});
export const createSourceJson = z.discriminatedUnion("provider", [
  createMetaSourceJson,
  createStandardSourceJson,
]);
export type CreateSourceJson = z.infer<typeof createSourceJson>;

export const createdSourceJson = z.object({
  id: z.string(),
  provider: sourceProviderJson,
  webhookUrl: z.string(),
  verifyToken: z.string(),
  /** Standard only, shown once. */
  secret: z.string().optional(),
});
export type CreatedSourceJson = z.infer<typeof createdSourceJson>;

/** POST /api/v1/sources/{id}/test: a signed event over HTTP to our own door. */
export const testEventJson = z.object({
  arrived: z.boolean(),
  /** "Banguard works. It does not prove that WhatsApp reaches it.", or what went wrong. */
  words: z.string(),
});

/** POST /api/v1/sources/{id}/unsubscribe: Meta is asked to stop, and the credentials are deleted in any case. */
export const unsubscribedJson = z.object({
  /** Whether Meta confirmed it. */
  told: z.boolean(),
  words: z.string(),
});

/** PATCH /api/v1/sources/{id}: what may change of a source. A new app secret replaces the old one; an empty access token takes the token away. */
export const updateSourceJson = z.object({
  name: z.string().trim().min(1).max(100).optional(),
  state: z.enum(["active", "disabled"]).optional(),
  readsAnswers: z.boolean().optional(),
  noticesOnly: z.boolean().optional(),
  appSecret: z.string().trim().min(1).max(1000).optional(),
  accessToken: z.string().trim().max(1000).optional(),
  wabaId: z
    .string()
    .trim()
    .regex(/^\d{5,30}$/, "the account's id is digits only")
    .optional(),
});
export type UpdateSourceJson = z.infer<typeof updateSourceJson>;
