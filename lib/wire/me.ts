import { nameJson } from "./name";
import { momentJson } from "./words";
import { roleJson, zoneJson } from "./settings";
import { z } from "./zod";

export const personNameJson = nameJson("Say how colleagues call you.");
export const passwordJson = z
  .string()
  .min(10, "Use at least 10 characters.")
  .max(1_000, "Use at most 1,000 characters.");

/** GET /api/v1/me: the signed-in person. */
export const meJson = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  /** Null: the workspace's zone. */
  zone: z.string().nullable(),
  workspaceZone: z.string(),
  role: roleJson,
  /** False for somebody who signs in with Google only. */
  hasPassword: z.boolean(),
  /** Linked to a Google account; null while this installation offers no such sign-in. */
  google: z.boolean().nullable(),
});
export type MeJson = z.infer<typeof meJson>;

/** PATCH /api/v1/me */
export const updateMeJson = z.object({ name: personNameJson, zone: zoneJson.nullable() }).partial();
export type UpdateMeJson = z.infer<typeof updateMeJson>;

/** POST /api/v1/me/password: ends every other session. `current` is left out by who has no password yet. */
export const changePasswordJson = z.object({
  current: z.string().max(1_000).optional(),
  password: passwordJson,
});
export type ChangePasswordJson = z.infer<typeof changePasswordJson>;

export const sessionJson = z.object({
  id: z.string(),
  /** "Firefox on Linux"; null when the browser did not say. */
  agent: z.string().nullable(),
  workspace: z.string(),
  createdAt: momentJson,
  lastSeenAt: momentJson.nullable(),
  /** The one that asks. */
  here: z.boolean(),
});
export type SessionJson = z.infer<typeof sessionJson>;

/** GET /api/v1/sessions: the signed-in person's own living sessions. */
export const sessionsJson = z.object({ sessions: z.array(sessionJson) });
export type SessionsJson = z.infer<typeof sessionsJson>;

/** DELETE /api/v1/sessions and /api/v1/sessions/{id}; POST /api/v1/me/password */
export const endedSessionsJson = z.object({ ended: z.number().int() });
