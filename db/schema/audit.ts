import { index, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { id, moment } from "./columns";

/** Who did what, when, from where. A trigger refuses every change; only the erasure of the whole workspace removes rows. */
export const auditLog = pgTable(
  "audit_log",
  {
    workspaceId: id().notNull(),
    id: id().notNull(),
    at: moment().notNull(),
    actorKind: text({ enum: ["person", "key", "system"] }).notNull(),
    actorId: id(),
    /** As it was then: the entry outlives the person. */
    actorName: text().notNull(),
    /** A stable word: member_invited, source_created, person_erased, … */
    action: text().notNull(),
    targetKind: text().notNull(),
    targetId: text(),
    targetName: text(),
    detail: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    /** The address it came from; empty for the system. */
    address: text(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index("audit_log_at").on(table.workspaceId, table.at),
  ],
);
