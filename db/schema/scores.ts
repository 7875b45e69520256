import {
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  smallint,
  text,
} from "drizzle-orm/pg-core";
import type { Score } from "@/lib/domain/score/score";
import { id, moment } from "./columns";

/** One row per number (and per account that has facts of its own): what the first screen reads. */
export const scoreNow = pgTable(
  "score_now",
  {
    workspaceId: id().notNull(),
    nodeKind: text({ enum: ["number", "account"] }).notNull(),
    nodeId: id().notNull(),
    score: smallint(),
    behaviour: smallint().notNull(),
    band: text().notNull(),
    coverage: real().notNull(),
    model: text().notNull(),
    /** The whole `Score`, JSON-safe: lines, state, restriction, quality, reason. */
    detail: jsonb().$type<Score>().notNull(),
    /** 28 last scores, one per six hours, oldest first; null where none. */
    sparkline: jsonb().$type<(number | null)[]>().notNull(),
    lastEventAt: moment(),
    scoredAt: moment().notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.nodeKind, table.nodeId] })],
);

/** One row per number and hour. Live rows are never rewritten by a reconstruction. */
export const scoreHours = pgTable(
  "score_hours",
  {
    workspaceId: id().notNull(),
    numberId: id().notNull(),
    hour: moment().notNull(),
    origin: text({ enum: ["live", "reconstructed"] }).notNull(),
    last: smallint(),
    min: smallint(),
    max: smallint(),
    behaviour: smallint().notNull(),
    band: text().notNull(),
    coverage: real().notNull(),
    model: text().notNull(),
    lines: jsonb().$type<Score["lines"]>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.numberId, table.hour, table.origin] }),
  ],
);

/** The queue is rows with due times. A claim moves the due time by compare-and-set; a crash heals by itself. */
export const due = pgTable(
  "due",
  {
    workspaceId: id().notNull(),
    kind: text({
      enum: [
        "score",
        "score_account",
        "people",
        "late_no",
        "reconstruct",
        "poll",
        "send",
        "tell",
        "watch",
        "merge",
        "retention",
        "digest",
        "call",
        "erase",
        "demo",
      ],
    }).notNull(),
    /** Number, account, source or notification id; the workspace's own id for workspace-wide work. */
    targetId: text().notNull(),
    dueAt: moment().notNull(),
    /** When the newest event behind this mark happened to be committed: for the visible age, and for the benchmark. */
    markedAt: moment(),
    lastEventAt: moment(),
    attempts: integer().notNull().default(0),
    lastError: text(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.kind, table.targetId] }),
    // The one read across workspaces: the worker's candidates.
    index("due_due_at").on(table.dueAt),
  ],
);

/** A worker is alive while its row is younger than 15 s. */
export const heartbeats = pgTable("heartbeats", {
  id: text().primaryKey(),
  startedAt: moment().notNull(),
  beatAt: moment().notNull(),
});
