import { boolean, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { SkippedPart } from "@/lib/domain/event";
import { bytea, id, moment } from "./columns";

export const sources = pgTable(
  "sources",
  {
    workspaceId: id().notNull(),
    /** Random 128 bits in hex: it stands in the address. */
    id: text().notNull(),
    provider: text().notNull(),
    name: text().notNull(),
    /** AES-256-GCM of the JSON of `Credentials`. */
    credentials: bytea().notNull(),
    account: text(),
    state: text({ enum: ["active", "disabled"] })
      .notNull()
      .default("active"),
    readsAnswers: boolean().notNull().default(true),
    noticesOnly: boolean().notNull().default(false),
    createdAt: moment().notNull(),
    handshakeAt: moment(),
    firstEventAt: moment(),
    lastEventAt: moment(),
    lastNoticeAt: moment(),
    lastRefusedAt: moment(),
    /** Why the last delivery was refused, as a stable word: bad_signature, too_large, … */
    lastRefusal: text(),
    tokenState: text({ enum: ["none", "unknown", "ok", "dead"] })
      .notNull()
      .default("none"),
    polledAt: moment(),
    pollError: text(),
    subscribedAt: moment(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);

/** Which numbers a source has reported on: what can be seen of a number is what its sources can give. */
export const sourceNumbers = pgTable(
  "source_numbers",
  {
    workspaceId: id().notNull(),
    numberId: id().notNull(),
    sourceId: text().notNull(),
    firstAt: moment().notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.numberId, table.sourceId] })],
);

/** The delivery log. Written behind the answer: it may lose its last second, events never do. */
export const deliveries = pgTable(
  "deliveries",
  {
    workspaceId: id().notNull(),
    sourceId: text().notNull(),
    at: moment().notNull(),
    id: id().notNull(),
    verdict: text().notNull(),
    /** Equal, uninteresting deliveries of one second share a row. */
    times: integer().notNull().default(1),
    accepted: integer().notNull().default(0),
    duplicates: integer().notNull().default(0),
    skipped: jsonb().$type<SkippedPart[]>().notNull().default([]),
    /** Scrubbed parts that were not understood, for replay. */
    parts: jsonb().$type<unknown[]>(),
    tookMs: integer().notNull(),
    test: boolean().notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.sourceId, table.at, table.id] }),
    index("deliveries_at").on(table.workspaceId, table.at),
  ],
);
