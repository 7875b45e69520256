import { date, index, integer, pgTable, primaryKey, smallint, text } from "drizzle-orm/pg-core";
import { id, moment } from "./columns";

/** What people called a campaign that was only recognised (a burst of marketing messages without a name). */
export const runNames = pgTable(
  "run_names",
  {
    workspaceId: id().notNull(),
    numberId: id().notNull(),
    startedAt: moment().notNull(),
    endedAt: moment().notNull(),
    name: text().notNull(),
    namedBy: id(),
    namedAt: moment().notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.numberId, table.startedAt] })],
);

/**
 * The exact moment at which a campaign began, looked up once among events by the worker: rollups know its hour only.
 * `labelId` is 0 for one that was only recognised.
 */
export const runStarts = pgTable(
  "run_starts",
  {
    workspaceId: id().notNull(),
    numberId: id().notNull(),
    labelId: integer().notNull(),
    hour: moment().notNull(),
    firstAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.numberId, table.labelId, table.hour] }),
  ],
);

/** Failures by code within one value of a dimension, counted by the worker from raw events: whose list was not on WhatsApp. */
export const breakdownFailures = pgTable(
  "breakdown_failures",
  {
    workspaceId: id().notNull(),
    numberId: id().notNull(),
    /** Label 0 of the dimension `campaign` stands for marketing that names no campaign. */
    dimension: smallint().notNull(),
    day: date({ mode: "string" }).notNull(),
    labelId: integer().notNull(),
    code: integer().notNull(),
    count: integer().notNull(),
  },
  (table) => [
    primaryKey({
      columns: [
        table.workspaceId,
        table.numberId,
        table.dimension,
        table.day,
        table.labelId,
        table.code,
      ],
    }),
    index("breakdown_failures_label").on(table.workspaceId, table.dimension, table.labelId),
  ],
);
