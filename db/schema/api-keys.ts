import { pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { id, moment } from "./columns";

export const apiKeys = pgTable(
  "api_keys",
  {
    workspaceId: id().notNull(),
    id: id().notNull(),
    name: text().notNull(),
    /** The first characters, so that a person can tell keys apart. */
    hint: text().notNull(),
    /** SHA-256 of the whole key, hex. */
    hash: text().notNull(),
    scope: text({ enum: ["read", "write"] }).notNull(),
    createdAt: moment().notNull(),
    lastUsedAt: moment(),
    revokedAt: moment(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);
