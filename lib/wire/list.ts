import { momentJson } from "./words";
import { z } from "./zod";

const totalsJson = z.object({
  sent: z.number().int(),
  delivered: z.number().int(),
  failed: z.number().int(),
  optedOut: z.number().int(),
  optedOutShare: z.number().nullable(),
  /** Null while none of its failures has been looked at. */
  unreachable: z.number().int().nullable(),
  unreachableShare: z.number().nullable(),
  blocked: z.number().int(),
  reported: z.number().int(),
});

/** A list that contacts came from: how much of the messages, and how much of the harm (asked to stop, blocked, reported). */
export const listJson = totalsJson.extend({
  /** Null for marketing that names no list. */
  id: z.string().nullable(),
  name: z.string().nullable(),
  volumeShare: z.number().nullable(),
  harmShare: z.number().nullable(),
  /** "12 % of the messages, 61 % of the people who asked to stop" */
  sentence: z.string(),
  firstUsedAt: momentJson.nullable(),
  lastUsedAt: momentJson.nullable(),
});
export type ListJson = z.infer<typeof listJson>;

const choiceJson = z.object({ id: z.string(), name: z.string() });

/** GET /api/v1/lists?days&client&number: most harm first, marketing without a list last. */
export const listsJson = z.object({
  zone: z.string(),
  days: z.number().int(),
  lists: z.array(listJson),
  numbers: z.array(choiceJson),
  clients: z.array(choiceJson),
});
export type ListsJson = z.infer<typeof listsJson>;

/** GET /api/v1/lists/{id}?days */
export const listPageJson = listJson.extend({
  zone: z.string(),
  days: z.number().int(),
  numbers: z.array(totalsJson.extend({ id: z.string(), name: z.string() })),
  byDay: z.array(
    z.object({
      day: z.string(),
      sent: z.number().int(),
      delivered: z.number().int(),
      optedOut: z.number().int(),
    }),
  ),
  /** After which campaigns its people asked to stop; a null name: after none that is known. */
  campaigns: z.array(z.object({ name: z.string().nullable(), optedOut: z.number().int() })),
});
export type ListPageJson = z.infer<typeof listPageJson>;
