import { integer, pgTable, primaryKey, smallint, text, uniqueIndex } from "drizzle-orm/pg-core";
import { id, moment } from "./columns";

/** Texts of templates, campaigns and lists. At most 2,000 new ones per workspace and dimension in 30 days, then `(other)`. */
export const labels = pgTable(
  "labels",
  {
    workspaceId: id().notNull(),
    id: integer().notNull().generatedAlwaysAsIdentity(),
    dimension: smallint().notNull(),
    text: text().notNull(),
    createdAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex("labels_text").on(table.workspaceId, table.dimension, table.text),
  ],
);
