import { boolean, index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { id, moment } from "./columns";

export const users = pgTable(
  "users",
  {
    id: id().primaryKey(),
    email: text().notNull(),
    name: text().notNull(),
    /** argon2id, PHC string. */
    passwordHash: text().notNull(),
    createdAt: moment().notNull(),
  },
  (table) => [uniqueIndex("users_email").on(table.email)],
);

export const memberships = pgTable(
  "memberships",
  {
    workspaceId: id().notNull(),
    userId: id().notNull(),
    role: text({ enum: ["admin", "member", "viewer"] }).notNull(),
    receivesMails: boolean().notNull().default(true),
    createdAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.userId] }),
    index("memberships_user").on(table.userId),
  ],
);

export const sessions = pgTable("sessions", {
  /** SHA-256 of the random session id, hex: the id itself lives only in the signed cookie. */
  idHash: text().primaryKey(),
  userId: id().notNull(),
  workspaceId: id().notNull(),
  createdAt: moment().notNull(),
  expiresAt: moment().notNull(),
  revokedAt: moment(),
});

/** One row, so that two first visitors cannot both win. */
export const installation = pgTable("installation", {
  key: text().primaryKey(),
  createdAt: moment().notNull(),
});
