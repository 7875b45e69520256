import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { kindIds } from "@/lib/domain/counts";
import type { Instant } from "@/lib/domain/event";

const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`);

/** Failures of a campaign with one of these codes: read from events, so only when many of its messages failed. */
export async function countCampaignFailures(
  db: Db,
  span: { workspaceId: string; numberId: string; campaign: number; from: Instant; to: Instant },
  codes: readonly number[],
): Promise<number> {
  const rows = await db.execute(sql`
    select coalesce(sum(count), 0)::int as count from events
    where workspace_id = ${span.workspaceId}::uuid and number_id = ${span.numberId}::uuid
      and at >= ${new Date(span.from).toISOString()}::timestamptz and at <= ${new Date(span.to).toISOString()}::timestamptz
      and kind = ${kindIds.failed} and campaign = ${span.campaign} and code = any(${`{${codes.join(",")}}`}::int[])`);
  return (rows as unknown as { count: number }[])[0]?.count ?? 0;
}

export interface SendingCells {
  code: number | null;
  delivered: boolean;
  sent: boolean;
  count: number;
  firstAt: Instant;
  lastAt: Instant;
}

/** What became of the messages of the last minutes; read from events, so only when the own setup fails. */
export async function listSendingSince(
  db: Db,
  workspaceId: string,
  numberId: string,
  from: Date,
  to: Date,
): Promise<SendingCells[]> {
  const rows = await db.execute(sql`
    select code, kind = ${kindIds.delivered} as delivered, kind = ${kindIds.sent} as sent, sum(count)::int as count,
      ${ms("min(at)")} as "firstAt", ${ms("max(at)")} as "lastAt"
    from events
    where workspace_id = ${workspaceId}::uuid and number_id = ${numberId}::uuid
      and at >= ${from.toISOString()}::timestamptz and at <= ${to.toISOString()}::timestamptz
      and kind in (${kindIds.sent}, ${kindIds.delivered}, ${kindIds.failed})
    group by code, kind`);
  return rows as unknown as SendingCells[];
}

/** Whether anything was delivered after an hour began that came later than `at`. */
export async function hasDeliveredAfterHourOf(
  db: Db,
  workspaceId: string,
  numberId: string,
  at: Date,
): Promise<Instant | undefined> {
  const rows = await db.execute(sql`
    select ${ms("max(hour)")} as hour from number_hours
    where workspace_id = ${workspaceId}::uuid and number_id = ${numberId}::uuid
      and hour > ${at.toISOString()}::timestamptz and delivered > 0 and origin = 0`);
  return (rows as unknown as { hour: number | null }[])[0]?.hour ?? undefined;
}

export interface SourceHealthCells {
  badSignatures: number;
  firstBadAt: Instant | null;
  goodSince: boolean;
  lastGoodAt: Instant | null;
  tokenState: "none" | "unknown" | "ok" | "dead";
  polledAt: Instant | null;
}

/** Undefined for a source that is gone or switched off. */
export async function findSourceHealth(
  db: Db,
  workspaceId: string,
  sourceId: string,
  now: Date,
): Promise<SourceHealthCells | undefined> {
  const moment = sql`${now.toISOString()}::timestamptz`;
  const rows = await db.execute(sql`
    with d as (
      select verdict, times, at from deliveries
      where workspace_id = ${workspaceId}::uuid and source_id = ${sourceId} and not test
        and at > ${moment} - interval '10 minutes' and at <= ${moment}
    )
    select s.token_state as "tokenState", ${ms("s.polled_at")} as "polledAt",
      (select coalesce(sum(times), 0)::int from d where verdict = 'bad_signature') as "badSignatures",
      (select ${ms("min(at)")} from d where verdict = 'bad_signature') as "firstBadAt",
      exists (select 1 from d where verdict = 'ok' and at > coalesce((select max(at) from d where verdict = 'bad_signature'), '-infinity')) as "goodSince",
      ${ms("s.last_event_at")} as "lastGoodAt"
    from sources s where s.workspace_id = ${workspaceId}::uuid and s.id = ${sourceId} and s.state = 'active'`);
  return (rows as unknown as SourceHealthCells[])[0];
}
