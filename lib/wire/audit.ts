import { z } from "./zod";
import { momentJson } from "./words";

export const auditActorJson = z.object({
  /** Empty for Banguard itself. */
  id: z.string().nullable(),
  kind: z.enum(["person", "key", "system"]),
  /** As it was then: the entry outlives the person and the key. */
  name: z.string(),
});

export const auditEntryJson = z.object({
  id: z.string(),
  at: momentJson,
  actor: auditActorJson,
  /** A stable word, object first: `source_created`. */
  action: z.string(),
  /** The same in plain words: "connected the source Shop". */
  words: z.string(),
  target: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string().nullable() }),
  detail: z.record(z.string(), z.unknown()),
  /** The address it came from; empty for Banguard itself. */
  address: z.string().nullable(),
});
export type AuditEntryJson = z.infer<typeof auditEntryJson>;

const dayJson = z.iso.date("Write a day like 2026-11-22.");

/** GET /api/v1/audit?who=…&what=…&from=…&to=…&cursor=…: days are local days of the workspace, both included. */
export const auditQueryJson = z.object({
  who: z.string().max(100).optional(),
  what: z.string().max(40).optional(),
  from: dayJson.optional(),
  to: dayJson.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type AuditQuery = z.input<typeof auditQueryJson>;

/** Newest first. */
export const auditJson = z.object({
  zone: z.string(),
  entries: z.array(auditEntryJson),
  /** Everybody who has ever done something here. */
  actors: z.array(auditActorJson),
  /** Asks for the entries before these; empty when there are none. */
  next: z.string().nullable(),
});
export type AuditJson = z.infer<typeof auditJson>;

/** The same filters in a page's address, where a value that cannot be read counts as none. */
export const auditPageJson = z.object({
  who: z.string().max(100).optional().catch(undefined),
  what: z.string().max(40).optional().catch(undefined),
  from: z.iso.date().optional().catch(undefined),
  to: z.iso.date().optional().catch(undefined),
  cursor: z
    .string()
    .regex(/^\d{10,15}\.[0-9a-f-]{36}$/)
    .optional()
    .catch(undefined),
});
