import { boolean, index, integer, pgTable, primaryKey, smallint } from "drizzle-orm/pg-core";
import { hash16, id, moment } from "./columns";

/** One recipient, known only by a pseudonym. Written only when something about the person changes. */
export const people = pgTable(
  "people",
  {
    workspaceId: id().notNull(),
    person: hash16().notNull(),
    /** Whose key made the pseudonym; empty for a workspace's own. */
    clientId: id(),
    country: smallint(),
    saidNoAt: moment(),
    saidYesAt: moment(),
    /** The import whose file set the moment; 0 when it was live. */
    saidNoOrigin: integer().notNull().default(0),
    saidYesOrigin: integer().notNull().default(0),
    lastEventAt: moment().notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.person] })],
);

/** A person's other pseudonyms (phone beside BSUID), once seen together. */
export const personAliases = pgTable(
  "person_aliases",
  {
    workspaceId: id().notNull(),
    alias: hash16().notNull(),
    person: hash16().notNull(),
    /** When they were last seen together, to the day. */
    seenAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.alias] }),
    index("person_aliases_person").on(table.workspaceId, table.person),
  ],
);

/** Every signal of an opt-out; the first of 7 days counts, however many follow (lib/domain/opt-out-count.ts). */
export const optOuts = pgTable(
  "opt_outs",
  {
    workspaceId: id().notNull(),
    numberId: id().notNull(),
    person: hash16().notNull(),
    at: moment().notNull(),
    /** When the message it answers was delivered: which unnamed campaign it belongs to. */
    messageAt: moment(),
    counted: boolean().notNull(),
    campaign: integer(),
    template: integer(),
    list: integer(),
    category: smallint().notNull().default(0),
    country: smallint(),
    origin: integer().notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.numberId, table.person, table.at] }),
    // Who of the last days stopped: the pages of campaigns and lists.
    index("opt_outs_at").on(table.workspaceId, table.numberId, table.at),
  ],
);

/** Marketing sent to a person who had said no. */
export const leaks = pgTable(
  "leaks",
  {
    workspaceId: id().notNull(),
    numberId: id().notNull(),
    at: moment().notNull(),
    dedupe: hash16().notNull(),
    person: hash16().notNull(),
    saidNoAt: moment().notNull(),
    campaign: integer(),
    list: integer(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.numberId, table.at, table.dedupe] }),
    index("leaks_person").on(table.workspaceId, table.person),
  ],
);
