import { roles } from "@/lib/domain/role";
import { z } from "./zod";
import { nameJson } from "./name";
import { momentJson } from "./words";

export const roleJson = z.enum(roles);

export const personJson = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: roleJson,
  receivesMails: z.boolean(),
});

/** GET /api/v1/settings */
export const settingsJson = z.object({
  workspace: z.object({
    name: z.string(),
    slug: z.string(),
    zone: z.string(),
    optOutGraceHours: z.number().int(),
  }),
  people: z.array(personJson),
  mail: z.object({
    /** False: nothing leaves, mails are kept in the outbox. */
    leaves: z.boolean(),
    from: z.string().nullable(),
  }),
});
export type SettingsJson = z.infer<typeof settingsJson>;

export const zoneJson = z.string().refine(isZone, "Name a time zone such as Asia/Kolkata.");

/** PATCH /api/v1/settings */
export const updateSettingsJson = z
  .object({
    name: nameJson("The workspace needs a name."),
    zone: zoneJson,
    optOutGraceHours: z.number().int().min(1).max(72),
  })
  .partial();
export type UpdateSettingsJson = z.infer<typeof updateSettingsJson>;

/** POST /api/v1/settings/test-mail: to the signed-in person. */
export const testMailJson = z.object({
  /** kept: no mail server, it is in the outbox. */
  state: z.enum(["queued", "sent", "failed", "kept"]),
  words: z.string(),
});

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

export const apiKeyScopeJson = z.enum(["read", "write"]);

export const apiKeyJson = z.object({
  id: z.string(),
  name: z.string(),
  /** The first characters: "bg_4f1a…". */
  hint: z.string(),
  scope: apiKeyScopeJson,
  createdAt: momentJson,
  lastUsedAt: momentJson.nullable(),
  revokedAt: momentJson.nullable(),
});
export type ApiKeyJson = z.infer<typeof apiKeyJson>;

/** GET /api/v1/api-keys */
export const apiKeysJson = z.object({ keys: z.array(apiKeyJson) });
export type ApiKeysJson = z.infer<typeof apiKeysJson>;

/** POST /api/v1/api-keys (session only) */
export const createApiKeyJson = z.object({
  name: nameJson("Say what the key is for."),
  scope: apiKeyScopeJson,
});
/** The key itself is in this answer and nowhere else. */
export const createdApiKeyJson = apiKeyJson.extend({ key: z.string() });
