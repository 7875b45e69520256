import type { Sql } from "postgres";
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
}

const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`;

/**
 * In plain text, because it is asked with every score and planning it costs more than answering it: this way it is
 * prepared once. Parameters: workspace, kind and id of the target, the number, the account, now, the code of the spam
 * limit, codes of a lock.
 */
const statement = `
with w as (select id, zone from workspaces where id = $1::uuid),
    t as (select $1::uuid as ws, $4::uuid as number_id, coalesce($5::uuid,
      (select n.account_id from numbers n where n.workspace_id = $1 and n.id = $4::uuid)) as account_id),
    nodes as (
      select 'number' as node, t.number_id as id, null::text as template from t where t.number_id is not null
      union all select 'account', $5::uuid, null from t where $5::uuid is not null
      union all select 'template', p.id, p.name from t
        join templates p on p.workspace_id = $1 and p.account_id = t.account_id where $5::uuid is not null
    ),
    known as (
      select nodes.*, f.at, f.received_at, f.kind, f.value, f.until, f.detail,
        rank() over (partition by nodes.node, nodes.id, f.kind order by f.at desc) as place
      from nodes join facts f on f.workspace_id = $1 and f.node_kind = nodes.node and f.node_id = nodes.id
        and f.at <= $6::timestamptz
    )
    select w.zone, t.account_id as "accountId",
      (select coalesce(json_agg(json_build_object('id', a.id, 'rule', a.rule, 'scope', a.scope, 'targetKind', a.target_kind,
          'targetId', a.target_id, 'severity', a.severity, 'openedAt', ${ms("a.opened_at")},
          'acknowledgedAt', ${ms("a.acknowledged_at")}, 'cleanSince', ${ms("a.clean_since")},
          'lastToldAt', ${ms("a.last_told_at")}, 'tellAfter', ${ms("a.tell_after")},
          'adminsToldAt', ${ms("a.admins_told_at")}, 'evidence', a.evidence) order by a.opened_at), '[]')
        from alerts a where a.workspace_id = $1 and a.state <> 'resolved'
          and ((a.target_kind = $2 and a.target_id = $3)
            or (a.target_kind = 'account' and a.target_id = t.account_id::text))) as open,
      (select coalesce(json_agg(json_build_object('rule', p.rule, 'scope', p.scope, 'severity', p.severity,
          'resolvedAt', ${ms("p.resolved_at")}, 'because', coalesce(p.resolved_because, 'ended'))), '[]')
        from (select distinct on (a.rule, a.scope) a.rule, a.scope, a.severity, a.resolved_at, a.resolved_because
          from alerts a where a.workspace_id = $1 and a.target_kind = $2
            and a.target_id = $3 and a.state = 'resolved' and a.opened_at > $6::timestamptz - interval '60 days'
          order by a.rule, a.scope, a.resolved_at desc) p) as past,
      (select coalesce(json_agg(json_build_object('rule', p.rule, 'scope', p.scope, 'since', ${ms("p.since")})), '[]')
        from pendings p where p.workspace_id = $1 and p.target_kind = $2
          and p.target_id = $3) as pending,
      (select ${ms("max(m.until)")} from mutes m where m.workspace_id = $1 and m.until > $6::timestamptz
          and ((m.target_kind = $2 and m.target_id = $3)
            or (m.target_kind = 'account' and m.target_id = t.account_id::text))) as "mutedUntil",
      ($4::uuid is null or exists (select 1 from number_hours h where h.workspace_id = $1
          and h.number_id = $4::uuid and h.hour >= $6::timestamptz - interval '7 days' and h.hour <= $6::timestamptz
          and h.origin = 0)) as live,
      (select coalesce(json_agg(json_build_object('node', k.node, 'nodeId', k.id, 'template', k.template, 'at', ${ms("k.at")},
          'receivedAt', ${ms("k.received_at")}, 'kind', k.kind, 'value', k.value, 'until', ${ms("k.until")},
          'detail', k.detail) order by k.at, k.kind), '[]')
        from known k where k.place = 1 or k.at >= $6::timestamptz - interval '31 days') as facts,
      (select coalesce(json_agg(json_build_array(c.label_id, l.text, ${ms("c.hour")}, c.sent, c.delivered, c.failed,
          c.opted_out, c.blocked) order by c.label_id, c.hour), '[]')
        from breakdown_hours c join labels l on l.workspace_id = $1 and l.id = c.label_id
        where c.workspace_id = $1 and c.number_id = $4::uuid and c.dimension = ${dimensions.campaign}
          and c.hour >= $6::timestamptz - interval '8 days' and c.hour <= $6::timestamptz and c.origin = 0) as campaigns,
      (select coalesce(json_agg(json_build_array(${ms("q.first_at")}, ${ms("q.last_at")}, q.count) order by q.first_at), '[]')
        from (select min(k.at) as first_at, max(k.at) as last_at, count(*) as count from leaks k
          where k.workspace_id = $1 and k.number_id = $4::uuid
            and k.at >= $6::timestamptz - interval '14 days' and k.at <= $6::timestamptz group by date_trunc('hour', k.at)) q) as leaks,
      (select case when count(*) > 0 then json_build_object('firstHour', ${ms("min(f.hour)")}, 'lastHour',
          ${ms("max(f.hour)")}, 'count', sum(f.count)) end
        from failure_hours f where f.workspace_id = $1 and f.number_id = $4::uuid
          and f.hour >= $6::timestamptz - interval '3 days' and f.hour <= $6::timestamptz and f.code = $7
          and f.origin = 0) as "spamLimit",
      (select coalesce(json_agg(json_build_array(f.code, f.count)), '[]') from failure_hours f
        where f.workspace_id = $1 and f.number_id = $4::uuid
          and f.hour >= $6::timestamptz - interval '2 hours' and f.hour <= $6::timestamptz and f.origin = 0) as "recentFailures",
      (select coalesce(sum(f.count), 0)::int from failure_hours f where f.workspace_id = $1
          and f.number_id = $4::uuid and f.hour >= $6::timestamptz - interval '3 days' and f.hour <= $6::timestamptz
          and f.origin = 0 and f.code = any($8::int[])) as "lockFailures"
    from w cross join t`;

/**
 * What decides about one target, in one round trip and one snapshot. History (`origin` above 0) is left out: it
 * opens nothing.
 */
export async function loadAlertState(
  sql: Sql,
  workspaceId: string,
  target: Target,
  now: Date,
  codes: { spam: number; lock: readonly number[] },
): Promise<AlertState | undefined> {
  const { kind, id } = target;
  const [row] = await sql.unsafe<AlertState[]>(
    statement,
    [
      workspaceId,
      kind,
      id,
      kind === "number" ? id : null,
      kind === "account" ? id : null,
      now.toISOString(),
      codes.spam,
      `{${codes.lock.join(",")}}`,
    ],
    { prepare: true },
  );
  return row;
}
