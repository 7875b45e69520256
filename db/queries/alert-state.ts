// oxlint-disable max-lines-per-function -- one statement, one snapshot: cutting it would only scatter its parts
import { sql, type SQL } from "drizzle-orm";
import type { Db } from "@/db/client";
import { dimensions } from "@/lib/domain/counts";
import type { AlertEvidence } from "@/lib/domain/alert/evidence";
import type { Ending, RuleName, Severity, Target, TargetKind } from "@/lib/domain/alert/rule";
import type { FactDetail, Instant, PlatformKind } from "@/lib/domain/event";

export interface OpenAlertCells {
  id: string;
  rule: RuleName;
  scope: string;
  targetKind: TargetKind;
  targetId: string;
  severity: Severity;
  openedAt: Instant;
  acknowledgedAt: Instant | null;
  cleanSince: Instant | null;
  lastToldAt: Instant | null;
  tellAfter: Instant | null;
  adminsToldAt: Instant | null;
  evidence: AlertEvidence;
}

/** [labelId, name, hour, sent, delivered, failed, optedOut, blocked], ascending by label and hour. */
export type CampaignCells = [number, string, Instant, number, number, number, number, number];

export interface AlertState {
  zone: string;
  accountId: string | null;
  open: OpenAlertCells[];
  past: {
    rule: RuleName;
    scope: string;
    severity: Severity;
    resolvedAt: Instant;
    because: Ending;
  }[];
  pending: { rule: RuleName; scope: string; since: Instant }[];
  mutedUntil: Instant | null;
  live: boolean;
  facts: {
    node: "account" | "number" | "template";
    nodeId: string;
    template: string | null;
    at: Instant;
    receivedAt: Instant;
    kind: PlatformKind;
    value: string | null;
    until: Instant | null;
    detail: FactDetail | null;
  }[];
  campaigns: CampaignCells[];
  /** [first moment, last moment, count] per hour, ascending. */
  leaks: [Instant, Instant, number][];
  spamLimit: { firstHour: Instant; lastHour: Instant; count: number } | null;
  /** [code, count] of the last two hours. */
  recentFailures: [number, number][];
  /** Failures of the last 3 days that look like a locked account. */
  lockFailures: number;
  lastEventAt: Instant | null;
}

const ms = (column: SQL | string) =>
  sql`(extract(epoch from ${typeof column === "string" ? sql.raw(column) : column}) * 1000)::bigint`;

/** How far back the rules look. */
const campaignsFor = sql.raw("interval '8 days'");
const leaksFor = sql.raw("interval '14 days'");

/**
 * What decides about one target, in one round trip and one snapshot. History (`origin` above 0) is left out: it
 * opens nothing.
 */
export async function loadAlertState(
  db: Db,
  workspaceId: string,
  target: Target,
  now: Date,
  codes: { spam: number; lock: readonly number[] },
): Promise<AlertState | undefined> {
  const moment = sql`${now.toISOString()}::timestamptz`;
  const number = target.kind === "number" ? sql`${target.id}::uuid` : sql`null::uuid`;
  const account = target.kind === "account" ? sql`${target.id}::uuid` : sql`null::uuid`;
  const rows = await db.execute(sql`
    with w as (select id, zone from workspaces where id = ${workspaceId}::uuid),
    t as (select ${workspaceId}::uuid as ws, ${number} as number_id, coalesce(${account},
      (select n.account_id from numbers n where n.workspace_id = ${workspaceId}::uuid and n.id = ${number})) as account_id),
    nodes as (
      select 'number' as node, t.number_id as id, null::text as template from t where t.number_id is not null
      union all select 'account', ${account}, null from t where ${account} is not null
      union all select 'template', p.id, p.name from t
        join templates p on p.workspace_id = ${workspaceId}::uuid and p.account_id = t.account_id where ${account} is not null
    ),
    known as (
      select nodes.*, f.at, f.received_at, f.kind, f.value, f.until, f.detail,
        rank() over (partition by nodes.node, nodes.id, f.kind order by f.at desc) as place
      from nodes join facts f on f.workspace_id = ${workspaceId}::uuid and f.node_kind = nodes.node and f.node_id = nodes.id
        and f.at <= ${moment}
    )
    select w.zone, t.account_id as "accountId",
      (select coalesce(json_agg(json_build_object('id', a.id, 'rule', a.rule, 'scope', a.scope, 'targetKind', a.target_kind,
          'targetId', a.target_id, 'severity', a.severity, 'openedAt', ${ms("a.opened_at")},
          'acknowledgedAt', ${ms("a.acknowledged_at")}, 'cleanSince', ${ms("a.clean_since")},
          'lastToldAt', ${ms("a.last_told_at")}, 'tellAfter', ${ms("a.tell_after")},
          'adminsToldAt', ${ms("a.admins_told_at")}, 'evidence', a.evidence) order by a.opened_at), '[]')
        from alerts a where a.workspace_id = ${workspaceId}::uuid and a.state <> 'resolved'
          and ((a.target_kind = ${target.kind} and a.target_id = ${target.id})
            or (a.target_kind = 'account' and a.target_id = t.account_id::text))) as open,
      (select coalesce(json_agg(json_build_object('rule', p.rule, 'scope', p.scope, 'severity', p.severity,
          'resolvedAt', ${ms("p.resolved_at")}, 'because', coalesce(p.resolved_because, 'ended'))), '[]')
        from (select distinct on (a.rule, a.scope) a.rule, a.scope, a.severity, a.resolved_at, a.resolved_because
          from alerts a where a.workspace_id = ${workspaceId}::uuid and a.target_kind = ${target.kind}
            and a.target_id = ${target.id} and a.state = 'resolved' and a.opened_at > ${moment} - interval '60 days'
          order by a.rule, a.scope, a.resolved_at desc) p) as past,
      (select coalesce(json_agg(json_build_object('rule', p.rule, 'scope', p.scope, 'since', ${ms("p.since")})), '[]')
        from pendings p where p.workspace_id = ${workspaceId}::uuid and p.target_kind = ${target.kind}
          and p.target_id = ${target.id}) as pending,
      (select ${ms("max(m.until)")} from mutes m where m.workspace_id = ${workspaceId}::uuid and m.until > ${moment}
          and ((m.target_kind = ${target.kind} and m.target_id = ${target.id})
            or (m.target_kind = 'account' and m.target_id = t.account_id::text))) as "mutedUntil",
      (${number} is null or exists (select 1 from number_hours h where h.workspace_id = ${workspaceId}::uuid
          and h.number_id = ${number} and h.hour >= ${moment} - interval '7 days' and h.hour <= ${moment}
          and h.origin = 0)) as live,
      (select coalesce(json_agg(json_build_object('node', k.node, 'nodeId', k.id, 'template', k.template, 'at', ${ms("k.at")},
          'receivedAt', ${ms("k.received_at")}, 'kind', k.kind, 'value', k.value, 'until', ${ms("k.until")},
          'detail', k.detail) order by k.at, k.kind), '[]')
        from known k where k.place = 1 or k.at >= ${moment} - interval '31 days') as facts,
      (select coalesce(json_agg(json_build_array(c.label_id, l.text, ${ms("c.hour")}, c.sent, c.delivered, c.failed,
          c.opted_out, c.blocked) order by c.label_id, c.hour), '[]')
        from breakdown_hours c join labels l on l.workspace_id = ${workspaceId}::uuid and l.id = c.label_id
        where c.workspace_id = ${workspaceId}::uuid and c.number_id = ${number} and c.dimension = ${dimensions.campaign}
          and c.hour >= ${moment} - ${campaignsFor} and c.hour <= ${moment} and c.origin = 0) as campaigns,
      (select coalesce(json_agg(json_build_array(${ms("q.first_at")}, ${ms("q.last_at")}, q.count) order by q.first_at), '[]')
        from (select min(k.at) as first_at, max(k.at) as last_at, count(*) as count from leaks k
          where k.workspace_id = ${workspaceId}::uuid and k.number_id = ${number}
            and k.at >= ${moment} - ${leaksFor} and k.at <= ${moment} group by date_trunc('hour', k.at)) q) as leaks,
      (select case when count(*) > 0 then json_build_object('firstHour', ${ms("min(f.hour)")}, 'lastHour',
          ${ms("max(f.hour)")}, 'count', sum(f.count)) end
        from failure_hours f where f.workspace_id = ${workspaceId}::uuid and f.number_id = ${number}
          and f.hour >= ${moment} - interval '3 days' and f.hour <= ${moment} and f.code = ${codes.spam}
          and f.origin = 0) as "spamLimit",
      (select coalesce(json_agg(json_build_array(f.code, f.count)), '[]') from failure_hours f
        where f.workspace_id = ${workspaceId}::uuid and f.number_id = ${number}
          and f.hour >= ${moment} - interval '2 hours' and f.hour <= ${moment} and f.origin = 0) as "recentFailures",
      (select coalesce(sum(f.count), 0)::int from failure_hours f where f.workspace_id = ${workspaceId}::uuid
          and f.number_id = ${number} and f.hour >= ${moment} - interval '3 days' and f.hour <= ${moment}
          and f.origin = 0 and f.code = any(${`{${codes.lock.join(",")}}`}::int[])) as "lockFailures",
      (select ${ms("s.last_event_at")} from score_now s where s.workspace_id = ${workspaceId}::uuid
          and s.node_kind = 'number' and s.node_id = ${number}) as "lastEventAt"
    from w cross join t`);
  const [row] = rows as unknown as RawState[];
  return (
    row && {
      ...row,
      mutedUntil: toInstant(row.mutedUntil),
      lastEventAt: toInstant(row.lastEventAt),
    }
  );
}

/** Bare bigints reach the driver as text; inside json they are numbers. */
type RawState = Omit<AlertState, "mutedUntil" | "lastEventAt"> & {
  mutedUntil: string | null;
  lastEventAt: string | null;
};

function toInstant(cell: string | null): Instant | null {
  return cell === null ? null : Number(cell);
}
