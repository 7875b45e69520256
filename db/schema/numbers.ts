import { boolean, index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { id, moment } from "./columns";

export const accounts = pgTable(
  "accounts",
  {
    workspaceId: id().notNull(),
    id: id().notNull(),
    /** WhatsApp's id of the account. */
    wabaId: text().notNull(),
    name: text(),
    givenName: text(),
    portfolioId: text(),
    createdAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex("accounts_waba_id").on(table.workspaceId, table.wabaId),
  ],
);

export const numbers = pgTable(
  "numbers",
  {
    workspaceId: id().notNull(),
    id: id().notNull(),
    /** E.164 with its plus; null until known. */
    number: text(),
    /** WhatsApp's own name for it. */
    name: text(),
    /** What people here call it; stands before WhatsApp's. */
    givenName: text(),
    /** Whose number it is; its people are hashed under this client's key. */
    clientId: id(),
    /** When it came to another client after people had been counted: they are strangers from then on. */
    peopleSince: moment(),
    accountId: id(),
    mergedInto: id(),
    /** Fed by "Send test event" only: not in portfolio, score or volume. */
    test: boolean().notNull().default(false),
    createdAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index("numbers_account").on(table.workspaceId, table.accountId),
    index("numbers_client").on(table.workspaceId, table.clientId),
  ],
);

export const numberAliases = pgTable(
  "number_aliases",
  {
    workspaceId: id().notNull(),
    kind: text({ enum: ["e164", "phone_number_id"] }).notNull(),
    value: text().notNull(),
    numberId: id().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.kind, table.value] }),
    index("number_aliases_number").on(table.workspaceId, table.numberId),
  ],
);

export const templates = pgTable(
  "templates",
  {
    workspaceId: id().notNull(),
    id: id().notNull(),
    accountId: id().notNull(),
    name: text().notNull(),
    language: text().notNull().default(""),
    createdAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex("templates_name").on(
      table.workspaceId,
      table.accountId,
      table.name,
      table.language,
    ),
  ],
);
