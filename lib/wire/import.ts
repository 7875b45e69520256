import {
  dateOrders,
  delimiters,
  encodings,
  fileFormats,
  planFields,
} from "@/lib/domain/import/plan";
import { ownKinds } from "@/lib/domain/own-event";
import { momentJson } from "./words";
import { zoneJson } from "./settings";
import { z } from "./zod";

const name = z.string().max(300);
const word = z.string().max(300);

/** How one file is read: `columns` names every column, an empty field leaves it out. */
export const importPlanJson = z.object({
  format: z.enum(fileFormats),
  encoding: z.enum(encodings).default("utf-8"),
  delimiter: z.enum(delimiters).default(","),
  columns: z
    .record(name, z.enum([...planFields, ""]))
    .refine((columns) => Object.keys(columns).length <= 200, "A file may have 200 columns."),
  constants: z.partialRecord(z.enum(planFields), word).default({}),
  kinds: z.record(word, z.enum(ownKinds)).default({}),
  dates: z
    .object({ order: z.enum(dateOrders), zone: zoneJson })
    .default({ order: "ymd", zone: "UTC" }),
  plus: z.boolean().default(false),
});

/** The query of POST /api/v1/imports: without a plan the column names are the event format's own. */
export const importQueryJson = z.object({
  file: z.string().trim().min(1, "Say what the file is called.").max(200),
  /** Fills rows that name no number. */
  number: z.string().max(40).optional(),
  plan: importPlanJson.optional(),
});
export type ImportQueryJson = z.output<typeof importQueryJson>;

export const importJson = z.object({
  id: z.string(),
  file: z.string(),
  state: z.enum(["running", "done", "failed", "undoing", "undone"]),
  /** "the browser stopped sending": why it broke off, in words. */
  error: z.string().nullable(),
  accepted: z.number().int(),
  duplicates: z.number().int(),
  skipped: z.number().int(),
  /** Refused lines that can be fetched; at most 10,000 are kept. */
  refusals: z.number().int(),
  startedAt: momentJson,
  startedBy: z.string().nullable(),
  finishedAt: momentJson.nullable(),
  undoneAt: momentJson.nullable(),
  undoneBy: z.string().nullable(),
  /** For the next file of the same columns. */
  plan: importPlanJson.nullable(),
});
export type ImportJson = z.infer<typeof importJson>;

/** GET /api/v1/imports: newest first. */
export const importsJson = z.object({
  imports: z.array(importJson),
  zone: z.string(),
  updatedAt: momentJson.nullable(),
});
export type ImportsJson = z.infer<typeof importsJson>;

export const refusalJson = z.object({
  line: z.number().int(),
  field: z.string(),
  reason: z.string(),
  mend: z.string(),
});

/** GET /api/v1/imports/{id}/refused: which lines were not taken, why and how to mend them; never what they held. */
export const refusalsJson = z.object({ file: z.string(), refusals: z.array(refusalJson) });
export type RefusalsJson = z.infer<typeof refusalsJson>;

/** POST /api/v1/imports/preview: the first lines of a file as they would be counted; nothing is kept. */
export const importPreviewJson = z.object({
  rows: z.array(
    z.object({
      line: z.number().int(),
      number: z.string(),
      what: z.string(),
      at: momentJson,
      /** Whether it names a person and a message. */
      person: z.boolean(),
      message: z.boolean(),
      category: z.string().nullable(),
      campaign: z.string().nullable(),
      template: z.string().nullable(),
      list: z.string().nullable(),
      code: z.number().int().nullable(),
      count: z.number().int(),
    }),
  ),
  taken: z.number().int(),
  refused: z.number().int(),
  /** Most frequent first. */
  reasons: z.array(
    z.object({
      field: z.string(),
      reason: z.string(),
      mend: z.string(),
      count: z.number().int(),
      firstLine: z.number().int(),
    }),
  ),
});
export type ImportPreviewJson = z.infer<typeof importPreviewJson>;

/** `plan` stands as JSON in the query. */
export function readImportQuery(params: URLSearchParams): ImportQueryJson {
  const plan = params.get("plan");
  return importQueryJson.parse({
    file: params.get("file") ?? undefined,
    number: params.get("number") ?? undefined,
    plan: plan === null ? undefined : parsePlan(plan),
  });
}

function parsePlan(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
