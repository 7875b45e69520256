import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { AlertEvidence } from "@/lib/domain/alert/evidence";
import { categoryIds, dimensions } from "@/lib/domain/counts";
import type { Instant } from "@/lib/domain/event";
import type { Reach } from "@/lib/domain/reach";
import { seesNumber, seesTarget } from "./reach";

const moment = (at: Instant) => sql`${new Date(at).toISOString()}::timestamptz`;

/** What is told of a number besides the first screen's own figures. */
export interface DigestCells {
  id: string;
  /** The last score up to the moment of the digest before. */
  before: number | null;
  acknowledged: boolean;
  /** Of its open alerts about sending and sight, its sources' included. */
  open: AlertEvidence[];
  leaks: number;
  leaksAtNight: number;
  providers: string[];
}

/** `beforeAt`: when the digest before was sent. Leaks: of the last 7 days; at night by the clock of `zone`. */
export async function listDigestCells(
  db: Db,
  reach: Reach,
  at: { now: Instant; beforeAt: Instant; zone: string },
): Promise<DigestCells[]> {
  const { workspaceId } = reach;
  const own = sql`(x.target_kind = 'number' and x.target_id = n.id::text)`;
  const account = sql`(x.target_kind = 'account' and x.target_id = n.account_id::text)`;
  // Sources belong to the whole workspace: who is limited is told nothing of them.
  const source =
    reach.clients === null
      ? sql`(x.target_kind = 'source' and x.target_id in (select r.source_id from source_numbers r
          where r.workspace_id = n.workspace_id and r.number_id = n.id))`
      : sql`false`;
  const rows = await db.execute(sql`
    select n.id,
      (select h.last from score_hours h where h.workspace_id = n.workspace_id and h.number_id = n.id
        and h.hour <= ${moment(at.beforeAt)} and h.hour > ${moment(at.beforeAt)} - interval '36 hours'
        order by h.hour desc, h.origin limit 1) as before,
      exists (select 1 from alerts x where x.workspace_id = n.workspace_id and x.state = 'acknowledged'
        and (${own} or ${account})) as acknowledged,
      (select coalesce(json_agg(x.evidence order by x.opened_at desc), '[]') from alerts x
        where x.workspace_id = n.workspace_id and x.state <> 'resolved'
          and x.rule in ('sending_stopped', 'cannot_see') and (${own} or ${account} or ${source})) as open,
      l.leaks, l.at_night as "leaksAtNight",
      (select coalesce(json_agg(distinct s.provider), '[]') from source_numbers r join sources s
        on s.workspace_id = r.workspace_id and s.id = r.source_id
        where r.workspace_id = n.workspace_id and r.number_id = n.id) as providers
    from numbers n cross join lateral (
      select count(*)::int as leaks, (count(*) filter (where extract(hour from k.at at time zone ${at.zone}) >= 22
          or extract(hour from k.at at time zone ${at.zone}) < 7))::int as at_night
      from leaks k where k.workspace_id = n.workspace_id and k.number_id = n.id
        and k.at > ${moment(at.now)} - interval '7 days') l
    where n.workspace_id = ${workspaceId}::uuid and n.merged_into is null and not n.test and ${seesNumber(reach, "n")}`);
  return rows as unknown as DigestCells[];
}

export interface SpanSums {
  /** Messages of any category that were sent, delivered or refused. */
  sent: number;
  delivered: number;
  optedOut: number;
}

/** Marketing of the numbers within reach, from rollups. */
export async function sumSpan(
  db: Db,
  reach: Reach,
  from: Instant,
  until: Instant,
): Promise<SpanSums> {
  const rows = await db.execute(sql`
    select coalesce(sum(b.sent + b.delivered + b.failed), 0)::int as sent,
      coalesce(sum(b.delivered) filter (where ${isMarketing}), 0)::int as delivered,
      coalesce(sum(b.opted_out) filter (where ${isMarketing}), 0)::int as "optedOut"
    from breakdown_hours b join numbers n on n.workspace_id = b.workspace_id and n.id = b.number_id
    where b.workspace_id = ${reach.workspaceId}::uuid and not n.test and ${seesNumber(reach, "n")}
      and b.dimension = ${dimensions.category} and b.hour >= ${moment(from)} and b.hour < ${moment(until)}`);
  return (rows as unknown as SpanSums[])[0] ?? { sent: 0, delivered: 0, optedOut: 0 };
}

const isMarketing = sql`b.label_id in (${categoryIds.marketing}, ${categoryIds.unknown})`;

export interface SpanAlerts {
  alerts: number;
  acknowledged: number;
  slowestMs: number | null;
}

/** Alerts within reach that opened in the span, and how they were taken up. Of the team, never of one person. */
export async function countSpanAlerts(
  db: Db,
  reach: Reach,
  from: Instant,
  until: Instant,
): Promise<SpanAlerts> {
  const rows = await db.execute(sql`
    select count(*)::int as alerts, count(a.acknowledged_at)::int as acknowledged,
      (extract(epoch from max(a.acknowledged_at - a.opened_at)) * 1000)::float8 as "slowestMs"
    from alerts a where a.workspace_id = ${reach.workspaceId}::uuid and ${seesTarget(reach, "a")}
      and a.opened_at >= ${moment(from)} and a.opened_at < ${moment(until)}`);
  return (rows as unknown as SpanAlerts[])[0] ?? { alerts: 0, acknowledged: 0, slowestMs: null };
}

/** False for a workspace that never had a source or a number: nobody there waits for a digest. */
export async function hasAnythingToTell(db: Db, workspaceId: string): Promise<boolean> {
  const rows = await db.execute(sql`
    select exists (select 1 from sources s where s.workspace_id = ${workspaceId}::uuid)
      or exists (select 1 from numbers n where n.workspace_id = ${workspaceId}::uuid and not n.test) as found`);
  return (rows as unknown as { found: boolean }[])[0]?.found === true;
}
