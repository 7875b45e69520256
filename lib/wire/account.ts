import { givenNameJson } from "./client";
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
