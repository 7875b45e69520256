import { date, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { ImportPlan } from "@/lib/domain/import/plan";
import { hash16, id, moment } from "./columns";

export const imports = pgTable(
  "imports",
  {
    workspaceId: id().notNull(),
    id: id().notNull(),
    /** The `origin` of the rollup rows it wrote. */
    origin: integer().notNull(),
    file: text().notNull(),
    state: text({ enum: ["running", "done", "failed", "undoing", "undone"] })
      .notNull()
      .default("running"),
    startedBy: id(),
    /** How its columns were read, for the next file of the same shape. */
    mapping: jsonb().$type<ImportPlan>(),
    error: text(),
    /** Number id → first and last moment (ms, whole UTC days) that its rows may have touched: where undoing looks. */
    reach: jsonb().$type<Record<string, [number, number]>>().notNull().default({}),
    /** A running import that has not moved this for a minute has died. */
    beatAt: moment(),
    undoneAt: moment(),
    undoneBy: id(),
    accepted: integer().notNull().default(0),
    duplicates: integer().notNull().default(0),
    skipped: integer().notNull().default(0),
    startedAt: moment().notNull(),
    finishedAt: moment(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);

/** The digest of an import's rows for one number and day older than the raw retention: the same digest twice adds nothing. */
export const importDays = pgTable(
  "import_days",
  {
    workspaceId: id().notNull(),
    numberId: id().notNull(),
    day: date({ mode: "string" }).notNull(),
    digest: hash16().notNull(),
    importId: id().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.numberId, table.day] }),
    index("import_days_import").on(table.workspaceId, table.importId),
  ],
);

/** Lines of a file that were not taken: where and why, never what they held. At most 10,000 per import are kept. */
export const importRefusals = pgTable(
  "import_refusals",
  {
    workspaceId: id().notNull(),
    importId: id().notNull(),
    line: integer().notNull(),
    field: text().notNull(),
    reason: text().notNull(),
    mend: text(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.importId, table.line] })],
);
