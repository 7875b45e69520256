import { givenNameJson } from "./client";
import { numberJson, restrictionJson } from "./number";
import { bandJson, momentJson, sendingJson } from "./words";
import { z } from "./zod";

/** PATCH /api/v1/accounts/{id}, by our id or WhatsApp's. */
export const updateAccountJson = z.object({
  /** Null or empty: WhatsApp's name. */
  name: givenNameJson.nullable(),
});

export const accountNameJson = z.object({
  id: z.string(),
  account: z.string(),
  name: z.string().nullable(),
  givenName: z.string().nullable(),
});

/** An account's own state: what WhatsApp has done to it, also when no number of it has reported yet. */
export const accountJson = z.object({
  id: z.string(),
  /** WhatsApp's id. */
  account: z.string(),
  name: z.string(),
  sending: sendingJson,
  restriction: restrictionJson.nullable(),
  score: z.number().int().nullable(),
  band: bandJson,
  sentence: z.string(),
  numbers: z.number().int(),
  scoredAt: momentJson.nullable(),
});
export type AccountJson = z.infer<typeof accountJson>;

/** GET /api/v1/accounts */
export const accountsJson = z.object({
  accounts: z.array(accountJson),
  zone: z.string(),
  updatedAt: momentJson.nullable(),
});
export type AccountsJson = z.infer<typeof accountsJson>;

/** GET /api/v1/accounts/{id}, by our id or WhatsApp's: its state, what to do, and its numbers, worst first. */
export const accountPageJson = accountJson.extend({
  zone: z.string(),
  updatedAt: momentJson.nullable(),
  whatNext: z.array(
    z.object({ key: z.string(), text: z.string(), doneWhen: z.string().nullable() }),
  ),
  members: z.array(numberJson),
});
export type AccountPageJson = z.infer<typeof accountPageJson>;
