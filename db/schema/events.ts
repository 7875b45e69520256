import { integer, pgTable, primaryKey, smallint } from "drizzle-orm/pg-core";
import { hash16, id, moment } from "./columns";

/**
 * Traffic and people events, partitioned by UTC day of `at` (by hand in the migration).
 * No foreign keys, no second index, no DEFAULT partition.
 */
export const events = pgTable(
  "events",
  {
    workspaceId: id().notNull(),
    numberId: id().notNull(),
    at: moment().notNull(),
    dedupe: hash16().notNull(),
    person: hash16(),
    message: hash16(),
    /** Index into `countedKindIds`. */
    kind: smallint().notNull(),
    code: integer(),
    category: smallint().notNull().default(0),
    /** Two letters as one number: `countryId`. */
    country: smallint(),
    template: integer(),
    campaign: integer(),
    list: integer(),
    count: integer().notNull().default(1),
    /** The import that brought it; empty for live events. */
    origin: integer(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.numberId, table.at, table.dedupe] })],
);

/** What is known of a key (message id, client id, content). Its change is what the rollups move by. Kept 30 days after first sight. */
export const seen = pgTable(
  "seen",
  {
    workspaceId: id().notNull(),
    numberId: id().notNull(),
    key: hash16().notNull(),
    /** Bits of `seenBits`; `prev…` hold what stood there before the last change, for that statement's RETURNING only. */
    bits: smallint().notNull(),
    prev: smallint().notNull().default(0),
    sentAt: moment(),
    deliveredAt: moment(),
    prevDeliveredAt: moment(),
    readAt: moment(),
    failedAt: moment(),
    category: smallint().notNull().default(0),
    prevCategory: smallint().notNull().default(0),
    country: smallint(),
    prevCountry: smallint(),
    template: integer(),
    prevTemplate: integer(),
    campaign: integer(),
    prevCampaign: integer(),
    list: integer(),
    prevList: integer(),
    seenAt: moment().notNull(),
    /** The import that saw it first; empty for live events. */
    origin: integer(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.numberId, table.key] })],
);
