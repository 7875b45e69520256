import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { channelKinds } from "@/lib/domain/channel";
import { bytea, id, moment } from "./columns";

/** Where alerts go besides mail: a Slack incoming webhook, or a signed call to an address of the customer's own. */
export const channels = pgTable(
  "channels",
  {
    workspaceId: id().notNull(),
    id: id().notNull(),
    kind: text({ enum: channelKinds }).notNull(),
    name: text().notNull(),
    /** AES-256-GCM of the JSON of address and secret. */
    settings: bytea().notNull(),
    /** The address's host, so that a person can tell channels apart. */
    host: text().notNull(),
    /** Alerts milder than this are not told here. */
    fromSeverity: text({ enum: ["info", "warning", "high", "critical"] })
      .notNull()
      .default("warning"),
    /** Only this client's numbers; null: all. */
    clientId: id(),
    state: text({ enum: ["active", "disabled"] })
      .notNull()
      .default("active"),
    /** Why it was switched off, as a stable word: by_hand, gone, failing. */
    disabledBecause: text(),
    failingSince: moment(),
    createdBy: id(),
    createdAt: moment().notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);

/** Outbox and delivery log of a channel: one message to one address, with what became of it. */
export const calls = pgTable(
  "calls",
  {
    workspaceId: id().notNull(),
    id: id().notNull(),
    channelId: id().notNull(),
    alertId: id(),
    /** What makes repeating harmless: unique per workspace. */
    dedupe: text().notNull(),
    kind: text().notNull(),
    body: jsonb().$type<Record<string, unknown>>().notNull(),
    state: text({ enum: ["queued", "sent", "failed"] }).notNull(),
    attempts: integer().notNull().default(0),
    lastStatus: integer(),
    lastError: text(),
    tookMs: integer(),
    createdAt: moment().notNull(),
    sentAt: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex("calls_dedupe").on(table.workspaceId, table.dedupe),
    index("calls_channel").on(table.workspaceId, table.channelId, table.createdAt),
  ],
);
