import { date, integer, pgTable, primaryKey, smallint } from "drizzle-orm/pg-core";
import { id, moment } from "./columns";

const counts = () => ({
  sent: integer().notNull().default(0),
  delivered: integer().notNull().default(0),
  read: integer().notNull().default(0),
  read24h: integer("read_24h").notNull().default(0),
  failed: integer().notNull().default(0),
  replied: integer().notNull().default(0),
  blocked: integer().notNull().default(0),
  reported: integer().notNull().default(0),
  optedOut: integer().notNull().default(0),
  optedIn: integer().notNull().default(0),
});

/** `origin` is 0 for live events, else the number of the import that brought them; readers sum over it. */
const origin = () => integer().notNull().default(0);

/** `hour` is the instant at which a full hour of the workspace's zone began. */
export const numberHours = pgTable(
  "number_hours",
  {
    workspaceId: id().notNull(),
    numberId: id().notNull(),
    hour: moment().notNull(),
    origin: origin(),
    ...counts(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.numberId, table.hour, table.origin] }),
  ],
);

/** `day` is a local date of the workspace's zone. */
export const numberDays = pgTable(
  "number_days",
  {
    workspaceId: id().notNull(),
    numberId: id().notNull(),
    day: date({ mode: "string" }).notNull(),
    origin: origin(),
    ...counts(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.numberId, table.day, table.origin] }),
  ],
);

/** One row per value of a dimension, never a cross product. Dimensions: lib/domain/counts.ts. */
export const breakdownHours = pgTable(
  "breakdown_hours",
  {
    workspaceId: id().notNull(),
    numberId: id().notNull(),
    dimension: smallint().notNull(),
    hour: moment().notNull(),
    labelId: integer().notNull(),
    origin: origin(),
    ...counts(),
  },
  (table) => [
    primaryKey({
      columns: [
        table.workspaceId,
        table.numberId,
        table.dimension,
        table.hour,
        table.labelId,
        table.origin,
      ],
    }),
  ],
);

/** Keeps the provider's code, never our class of it, so that a corrected catalogue corrects history. */
export const failureHours = pgTable(
  "failure_hours",
  {
    workspaceId: id().notNull(),
    numberId: id().notNull(),
    hour: moment().notNull(),
    code: integer().notNull(),
    origin: origin(),
    count: integer().notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.workspaceId, table.numberId, table.hour, table.code, table.origin],
    }),
  ],
);

/** Hourly sums over people that the worker makes once an hour (decisions 6): scoring reads these, never people. */
export const peopleDays = pgTable(
  "people_days",
  {
    workspaceId: id().notNull(),
    numberId: id().notNull(),
    day: date({ mode: "string" }).notNull(),
    /** People reached by marketing on that day, and how many of them for the first time in 90 days. */
    reached: integer().notNull().default(0),
    firstContacts: integer().notNull().default(0),
    /** People reached by marketing in the 7 days that end with this day, and how many of them more than three times. */
    weekReached: integer().notNull().default(0),
    weekOverThree: integer().notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.numberId, table.day] })],
);
