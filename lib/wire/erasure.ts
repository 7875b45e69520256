import { z } from "./zod";

const rows = z.number().int();

/** POST /api/v1/erasures/person: what is typed is hashed and neither stored nor logged. */
export const erasePersonJson = z.object({
  /** A phone number with its country code, or a WhatsApp user id. */
  phone: z.string().max(200),
});

/** How many rows spoke of the person and no longer do, by table. */
export const erasedPersonJson = z.object({
  rows,
  tables: z.object({
    people: rows,
    person_aliases: rows,
    events: rows,
    opt_outs: rows,
    leaks: rows,
    deliveries: rows,
    due: rows,
  }),
});
export type ErasedPersonJson = z.infer<typeof erasedPersonJson>;

/** POST /api/v1/erasures/client and …/workspace: the name, typed in full, confirms it. */
export const eraseClientJson = z.object({
  clientId: z.string().max(100),
  name: z.string().max(300),
});
export const eraseWorkspaceJson = z.object({ name: z.string().max(300) });

/** It has begun and cannot be taken back; the rows go within minutes. */
export const erasureOrderedJson = z.object({ ordered: z.literal(true) });

/** POST /api/v1/exports?client=…: an archive; without a client, everything. */
export const exportQueryJson = z.object({ client: z.string().max(100).optional() });
