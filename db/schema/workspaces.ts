import { boolean, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { bytea, id, moment } from "./columns";

export const workspaces = pgTable(
  "workspaces",
  {
    id: id().primaryKey(),
    slug: text().notNull(),
    name: text().notNull(),
    zone: text().notNull(),
    zoneSince: moment(),
    /** 32 random bytes under ENCRYPTION_KEY: people and message ids are hashed under keys derived from it. */
    wrappedKey: bytea().notNull(),
    rawRetentionDays: integer().notNull().default(90),
    rollupRetentionDays: integer().notNull().default(396),
    deliveryLogDays: integer().notNull().default(30),
    optOutGraceHours: integer().notNull().default(24),
    /** The demo's fictional agency: every page and mail says so, one click removes it. */
    demo: boolean().notNull().default(false),
    /** When the demo's first page was opened: the scene counts from here. */
    demoSeenAt: moment(),
    /** "That is us": asked once, at the first sign-in. */
    pledgedAt: moment(),
    createdAt: moment().notNull(),
  },
  (table) => [uniqueIndex("workspaces_slug").on(table.slug)],
);

/** Which workspace an address or an API key belongs to. The only lookup that starts without a workspace. */
export const routes = pgTable("routes", {
  /** `source:<id>` or `api_key:<sha-256 of the key, hex>`. */
  key: text().primaryKey(),
  workspaceId: id().notNull(),
});
