import { date, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { hash16, id, moment } from "./columns";

export const imports = pgTable(
  "imports",
  {
    workspaceId: id().notNull(),
    id: id().notNull(),
    /** The `origin` of the rollup rows it wrote. */
    origin: integer().notNull(),
    file: text().notNull(),
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
