import { integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { FactDetail, PlatformKind } from "@/lib/domain/event";
import { hash16, id, moment } from "./columns";

/** What WhatsApp has done or said about an account, a number or a template. Kept for good; latest = highest (at, rank), never the last to arrive. */
export const facts = pgTable(
  "facts",
  {
    workspaceId: id().notNull(),
    nodeKind: text({ enum: ["account", "number", "template"] }).notNull(),
    nodeId: id().notNull(),
    at: moment().notNull(),
    dedupe: hash16().notNull(),
    kind: text().$type<PlatformKind>().notNull(),
    value: text(),
    until: moment(),
    detail: jsonb().$type<FactDetail>(),
    receivedAt: moment().notNull(),
    /** Who typed it in from WhatsApp Manager; empty when WhatsApp or a provider said it. */
    enteredBy: id(),
    /** The import that brought it; empty when a delivery, the poller or a person did. */
    origin: integer(),
  },
  (table) => [
    primaryKey({
      columns: [table.workspaceId, table.nodeKind, table.nodeId, table.at, table.dedupe],
    }),
  ],
);
