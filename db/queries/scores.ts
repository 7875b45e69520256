import { and, eq, sql, type SQL } from "drizzle-orm";
import type { Db } from "@/db/client";
import { scoreNow } from "@/db/schema";
import type { Instant } from "@/lib/domain/event";
import type { Score } from "@/lib/domain/score/score";

export interface ScoreRow {
  workspaceId: string;
  nodeId: string;
  score: Score;
  sparkline: readonly (number | null)[];
  lastEventAt: Date | null;
  now: Date;
  /** When the row that this one replaces was written; undefined for the first. */
  previousAt: Instant | undefined;
}

/**
 * The number's row and, when `hour` is given, that of its hour. False, and nothing written, when another evaluation has
 * written meanwhile: neither knows which of the two saw more.
 */
export async function writeNumberScore(
  db: Db,
  row: ScoreRow,
  hour: Date | undefined,
): Promise<boolean> {
  const now = upsertScoreNow("number", row);
  return rowCount(await db.execute(hour ? withHour(now, row, hour) : now)) > 0;
}

function withHour(now: SQL, { workspaceId, nodeId, score }: ScoreRow, hour: Date): SQL {
  return sql`
    with written as (${now}), hours as (
      insert into score_hours as t (workspace_id, number_id, hour, origin, last, min, max, behaviour, band, coverage, model, lines)
      select ${workspaceId}::uuid, ${nodeId}::uuid, ${hour.toISOString()}::timestamptz, 'live', ${score.score}::smallint,
        ${score.score}::smallint, ${score.score}::smallint, ${score.behaviour}::smallint, ${score.band}, ${score.coverage}::real,
        ${score.model}, ${JSON.stringify(score.lines)}::jsonb
      from written
      on conflict (workspace_id, number_id, hour, origin) do update set
        last = excluded.last, min = least(t.min, excluded.min), max = greatest(t.max, excluded.max),
        behaviour = excluded.behaviour, band = excluded.band, coverage = excluded.coverage, model = excluded.model,
        lines = excluded.lines
    )
    select 1 from written`;
}

export async function writeAccountScore(db: Db, row: ScoreRow): Promise<boolean> {
  return rowCount(await db.execute(upsertScoreNow("account", row))) > 0;
}

export async function findAccountScoreAt(db: Db, workspaceId: string, accountId: string) {
  const [row] = await db
    .select({ scoredAt: scoreNow.scoredAt, sparkline: scoreNow.sparkline })
    .from(scoreNow)
    .where(
      and(
        eq(scoreNow.workspaceId, workspaceId),
        eq(scoreNow.nodeKind, "account"),
        eq(scoreNow.nodeId, accountId),
      ),
    );
  return row;
}

function upsertScoreNow(nodeKind: "number" | "account", row: ScoreRow) {
  const { score } = row;
  const previousAt = row.previousAt === undefined ? null : new Date(row.previousAt).toISOString();
  return sql`
    insert into score_now as t (workspace_id, node_kind, node_id, score, behaviour, band, coverage, model, detail, sparkline,
      last_event_at, scored_at)
    values (${row.workspaceId}::uuid, ${nodeKind}, ${row.nodeId}::uuid, ${score.score}::smallint, ${score.behaviour}::smallint,
      ${score.band}, ${score.coverage}::real, ${score.model}, ${JSON.stringify(score)}::jsonb,
      ${JSON.stringify(row.sparkline)}::jsonb, ${row.lastEventAt?.toISOString() ?? null}::timestamptz,
      ${row.now.toISOString()}::timestamptz)
    on conflict (workspace_id, node_kind, node_id) do update set
      score = excluded.score, behaviour = excluded.behaviour, band = excluded.band, coverage = excluded.coverage,
      model = excluded.model, detail = excluded.detail, sparkline = excluded.sparkline,
      last_event_at = greatest(t.last_event_at, excluded.last_event_at), scored_at = excluded.scored_at
    where t.workspace_id = ${row.workspaceId}::uuid and t.scored_at = ${previousAt}::timestamptz
    returning 1`;
}

/** The driver's result is the list of rows; Drizzle's type for it says nothing. */
function rowCount(result: unknown): number {
  return Array.isArray(result) ? result.length : 0;
}
