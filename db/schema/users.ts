import {
  boolean,
  index,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { roles } from "@/lib/domain/role";
import { id, moment } from "./columns";

export const users = pgTable(
  "users",
  {
    id: id().primaryKey(),
    email: text().notNull(),
    name: text().notNull(),
    /** argon2id, PHC string; empty for somebody who signs in elsewhere only. */
    passwordHash: text(),
    /** The receiver's own zone; empty: the workspace's. */
    zone: text(),
    /** Minutes of the receiver's day between which only what cannot wait is sent; both or neither. */
    quietFrom: smallint(),
    quietUntil: smallint(),
    createdAt: moment().notNull(),
  },
  (table) => [uniqueIndex("users_email").on(table.email)],
);

export const memberships = pgTable(
  "memberships",
  {
    workspaceId: id().notNull(),
    userId: id().notNull(),
    role: text({ enum: roles }).notNull(),
    receivesMails: boolean().notNull().default(true),
    /** Which numbers this person gets mails about: everything within reach, or the clients marked in `member_clients`. */
    mailsAbout: text({ enum: ["all", "chosen"] })
      .notNull()
      .default("all"),
    digest: text({ enum: ["weekly", "daily", "never"] })
      .notNull()
      .default("weekly"),
    /** Sees only the clients marked in `member_clients`. */
    limited: boolean().notNull().default(false),
    createdAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.userId] }),
    index("memberships_user").on(table.userId),
  ],
);

export const sessions = pgTable(
  "sessions",
  {
    /** SHA-256 of the random session id, hex: the id itself lives only in the signed cookie. */
    idHash: text().primaryKey(),
    userId: id().notNull(),
    workspaceId: id().notNull(),
    /** What the person's own list of sessions shows: browser and system in words, never the whole header. */
    agent: text(),
    createdAt: moment().notNull(),
    lastSeenAt: moment(),
    expiresAt: moment().notNull(),
    revokedAt: moment(),
  },
  (table) => [index("sessions_user").on(table.userId)],
);

/** Who a person is elsewhere: one row per sign-in service and its subject. */
export const identities = pgTable(
  "identities",
  {
    provider: text().notNull(),
    subject: text().notNull(),
    userId: id().notNull(),
    createdAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.provider, table.subject] }),
    index("identities_user").on(table.userId),
  ],
);

export const passwordResets = pgTable(
  "password_resets",
  {
    /** SHA-256 of the token in the mailed link, hex. */
    tokenHash: text().primaryKey(),
    userId: id().notNull(),
    createdAt: moment().notNull(),
    expiresAt: moment().notNull(),
    usedAt: moment(),
  },
  (table) => [index("password_resets_user").on(table.userId)],
);

/** One row, so that two first visitors cannot both win. */
export const installation = pgTable("installation", {
  key: text().primaryKey(),
  createdAt: moment().notNull(),
});
