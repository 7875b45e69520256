import { boolean, index, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { roles } from "@/lib/domain/role";
import { id, moment } from "./columns";

/** Whose numbers they are: an agency's customers. Each has a pseudonym key of its own, derived from the workspace's. */
export const clients = pgTable(
  "clients",
  {
    workspaceId: id().notNull(),
    id: id().notNull(),
    name: text().notNull(),
    createdAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex("clients_name").on(table.workspaceId, table.name),
  ],
);

/** Which clients a limited member sees, and about which clients a member wants mails. */
export const memberClients = pgTable(
  "member_clients",
  {
    workspaceId: id().notNull(),
    userId: id().notNull(),
    clientId: id().notNull(),
    sees: boolean().notNull().default(false),
    mails: boolean().notNull().default(false),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.userId, table.clientId] })],
);

export const invitations = pgTable(
  "invitations",
  {
    workspaceId: id().notNull(),
    id: id().notNull(),
    email: text().notNull(),
    role: text({ enum: roles }).notNull(),
    /** The clients it is limited to; null: everything. */
    clientIds: jsonb().$type<string[]>(),
    /** SHA-256 of the token in the mailed link, hex; `routes` leads from it to the workspace. */
    tokenHash: text().notNull(),
    invitedBy: id(),
    createdAt: moment().notNull(),
    expiresAt: moment().notNull(),
    acceptedAt: moment(),
    revokedAt: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index("invitations_email").on(table.workspaceId, table.email),
  ],
);
