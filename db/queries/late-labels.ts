import type { Sql, TransactionSql } from "postgres";
import { categoryIds, dimensions } from "@/lib/domain/counts";
import type { MessageLabels, Signal } from "./opt-outs";

export interface NamelessSignal {
  numberId: string;
  person: string;
  at: Date;
}

/** Opt-outs under no campaign whose message was sent in an hour in which a campaign is known to have run. */
export async function listNamelessSignals(
  sql: Sql,
  workspaceId: string,
  zone: string,
  from: Date,
  limit: number,
): Promise<NamelessSignal[]> {
  return sql<NamelessSignal[]>`
    select o.number_id as "numberId", o.person, o.at from opt_outs o
    where o.workspace_id = ${workspaceId} and o.at >= ${from} and o.campaign is null and o.message_at is not null
      and o.category in (${categoryIds.unknown}, ${categoryIds.marketing})
      and exists (
        select 1 from breakdown_hours b
        where b.workspace_id = o.workspace_id and b.number_id = o.number_id and b.dimension = ${dimensions.campaign}
          and b.hour = o.message_at - ((o.message_at at time zone ${zone}) - date_trunc('hour', o.message_at at time zone ${zone}))
          and b.sent + b.delivered > 0)
    order by o.at desc limit ${limit}`;
}

/** What is known of its message now. */
export async function relabelSignal(
  tx: TransactionSql,
  workspaceId: string,
  signal: Signal,
  { category, template, campaign, list }: MessageLabels,
): Promise<void> {
  await tx`
    update opt_outs set category = ${category}, template = ${template ?? null}, campaign = ${campaign ?? null},
      list = ${list ?? null}
    where workspace_id = ${workspaceId} and number_id = ${signal.numberId} and person = ${signal.person}
      and at = ${new Date(signal.at)}`;
}
