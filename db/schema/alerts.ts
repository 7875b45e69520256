import { sql } from "drizzle-orm";
import { integer, index, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { AlertEvidence } from "@/lib/domain/alert/evidence";
import { bytea, id, moment } from "./columns";

export const alerts = pgTable(
  "alerts",
  {
    workspaceId: id().notNull(),
    id: id().notNull(),
    rule: text().notNull(),
    severity: text({ enum: ["info", "warning", "high", "critical"] }).notNull(),
    state: text({ enum: ["open", "acknowledged", "resolved"] }).notNull(),
    targetKind: text({ enum: ["number", "account", "source"] }).notNull(),
    targetId: text().notNull(),
    /** Distinguishes alerts of one rule and target that may stand side by side: the campaign, the restriction. Empty otherwise. */
    scope: text().notNull().default(""),
    parentId: id(),
    openedAt: moment().notNull(),
    escalatedAt: moment(),
    acknowledgedAt: moment(),
    acknowledgedBy: id(),
    resolvedAt: moment(),
    /** Empty when Banguard resolved it by itself, or an API key did. */
    resolvedBy: id(),
    /** Why it ended, as a stable word of `lib/domain/alert`. */
    resolvedBecause: text(),
    /** First evaluation below the recovery threshold since the last one above it. */
    cleanSince: moment(),
    lastToldAt: moment(),
    /** Set while it waits to be told together with others: softer facts, and what a flood would have repeated. */
    tellAfter: moment(),
    /** When all administrators were told because nobody acknowledged. */
    adminsToldAt: moment(),
    /** The first mail's subject; every later mail of this alert answers it. */
    title: text().notNull(),
    reason: text().notNull(),
    evidence: jsonb().$type<AlertEvidence>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    // At most one open alert per rule and target.
    uniqueIndex("alerts_one_open")
      .on(table.workspaceId, table.rule, table.targetKind, table.targetId, table.scope)
      .where(sql`state <> 'resolved'`),
    index("alerts_opened").on(table.workspaceId, table.openedAt),
    // What one target has had under one rule, newest first: decides whether the same thing was told already.
    index("alerts_target").on(table.workspaceId, table.targetKind, table.targetId, table.openedAt),
  ],
);

/** A rule that holds but whose pending time has not passed yet. */
export const pendings = pgTable(
  "pendings",
  {
    workspaceId: id().notNull(),
    rule: text().notNull(),
    targetKind: text().notNull(),
    targetId: text().notNull(),
    scope: text().notNull().default(""),
    since: moment().notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.workspaceId, table.rule, table.targetKind, table.targetId, table.scope],
    }),
  ],
);

export const mutes = pgTable(
  "mutes",
  {
    workspaceId: id().notNull(),
    id: id().notNull(),
    targetKind: text({ enum: ["number", "account", "source"] }).notNull(),
    targetId: text().notNull(),
    until: moment().notNull(),
    createdBy: id(),
    createdAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index("mutes_target").on(table.workspaceId, table.targetKind, table.targetId),
  ],
);

/** The outbox: one attempt to tell one person through one channel. Complete in itself, so that it can be read in the app without a mail server. */
export const notifications = pgTable(
  "notifications",
  {
    workspaceId: id().notNull(),
    id: id().notNull(),
    /** What makes repeating harmless: unique per workspace. */
    dedupe: text().notNull(),
    alertId: id(),
    kind: text().notNull(),
    userId: id(),
    recipient: text().notNull(),
    subject: text().notNull(),
    preview: text().notNull(),
    text: text().notNull(),
    html: text().notNull(),
    picture: bytea(),
    /** Message-ID of the first mail of the thread, for In-Reply-To. */
    thread: text(),
    messageId: text().notNull(),
    /** `held`: above the receiver's limit of an hour; `summed`: told in the summary of such mails. */
    state: text({ enum: ["queued", "sent", "failed", "kept", "held", "summed"] }).notNull(),
    attempts: integer().notNull().default(0),
    lastError: text(),
    createdAt: moment().notNull(),
    sentAt: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex("notifications_dedupe").on(table.workspaceId, table.dedupe),
    index("notifications_created").on(table.workspaceId, table.createdAt),
    index("notifications_alert").on(table.workspaceId, table.alertId),
  ],
);

/** Why something was not told, so that the timeline can say it: "not sent, because its account's alert was open". */
export const alertNotes = pgTable(
  "alert_notes",
  {
    workspaceId: id().notNull(),
    id: id().notNull(),
    alertId: id(),
    targetKind: text().notNull(),
    targetId: text().notNull(),
    at: moment().notNull(),
    /** What makes repeating harmless: an evaluation every second says the same thing once. */
    dedupe: text().notNull(),
    kind: text().notNull(),
    because: text().notNull(),
    userId: id(),
    text: text(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex("alert_notes_dedupe").on(table.workspaceId, table.dedupe),
    index("alert_notes_target").on(table.workspaceId, table.targetKind, table.targetId, table.at),
  ],
);
