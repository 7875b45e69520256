import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { Instant } from "@/lib/domain/event";
import type { Reach } from "@/lib/domain/reach";
import type { Score } from "@/lib/domain/score/score";
import { seesNumber, seesNumberId } from "./reach";

export interface OpenAlertRow {
  id: string;
  state: "open" | "acknowledged";
  openedAt: Instant;
  acknowledgedAt: Instant | null;
  acknowledgedBy: string | null;
}

/** One number with everything that list and page say about it now. */
export interface PortfolioRow {
  id: string;
  number: string | null;
  phoneNumberId: string | null;
  /** The given one, else WhatsApp's. */
  name: string | null;
  givenName: string | null;
  whatsappName: string | null;
  clientId: string | null;
  client: string | null;
  accountId: string | null;
  account: string | null;
  accountName: string | null;
  accountGivenName: string | null;
  score: Score | null;
  sparkline: (number | null)[] | null;
  scoredAt: Instant | null;
  lastEventAt: Instant | null;
  scoreDayAgo: number | null;
  /** The last score of an hour up to the last event. */
  seenScore: number | null;
  alert: OpenAlertRow | null;
  mutedUntil: Instant | null;
  createdAt: Instant;
}

const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`);
const moment = (at: Date) => sql`${at.toISOString()}::timestamptz`;

/** All numbers within reach, or one of them; test numbers and merged ones left out. */
export async function listPortfolio(
  db: Db,
  reach: Reach,
  now: Date,
  numberId?: string,
): Promise<PortfolioRow[]> {
  const only = numberId === undefined ? sql`` : sql`and n.id = ${numberId}::uuid`;
  const rows = await db.execute(sql`
    select n.id, n.number, p.value as "phoneNumberId", coalesce(n.given_name, n.name) as name,
      n.given_name as "givenName", n.name as "whatsappName", n.client_id as "clientId", c.name as client, n.account_id as "accountId", a.waba_id as account,
      coalesce(a.given_name, a.name) as "accountName", a.given_name as "accountGivenName", s.detail as score, s.sparkline, ${ms("s.scored_at")} as "scoredAt",
      ${ms("s.last_event_at")} as "lastEventAt", ${ms("n.created_at")} as "createdAt",
      (select h.last from score_hours h where h.workspace_id = n.workspace_id and h.number_id = n.id
        and h.hour <= ${moment(now)} - interval '24 hours' and h.hour > ${moment(now)} - interval '30 hours'
        order by h.hour desc, h.origin limit 1) as "scoreDayAgo",
      (select h.last from score_hours h where h.workspace_id = n.workspace_id and h.number_id = n.id
        and h.hour <= s.last_event_at and h.last is not null order by h.hour desc, h.origin limit 1) as "seenScore",
      (select json_build_object('id', x.id, 'state', x.state, 'openedAt', ${ms("x.opened_at")},
          'acknowledgedAt', ${ms("x.acknowledged_at")}, 'acknowledgedBy', u.name)
        from alerts x left join users u on u.id = x.acknowledged_by
        where x.workspace_id = n.workspace_id and x.state <> 'resolved'
          and ((x.target_kind = 'number' and x.target_id = n.id::text)
            or (x.target_kind = 'account' and x.target_id = n.account_id::text))
        order by array_position(array['info', 'warning', 'high', 'critical'], x.severity) desc, x.opened_at desc limit 1) as alert,
      (select ${ms("max(m.until)")} from mutes m where m.workspace_id = n.workspace_id and m.until > ${moment(now)}
          and ((m.target_kind = 'number' and m.target_id = n.id::text)
            or (m.target_kind = 'account' and m.target_id = n.account_id::text))) as "mutedUntil"
    from numbers n
    left join accounts a on a.workspace_id = n.workspace_id and a.id = n.account_id
    left join clients c on c.workspace_id = n.workspace_id and c.id = n.client_id
    left join score_now s on s.workspace_id = n.workspace_id and s.node_kind = 'number' and s.node_id = n.id
    left join lateral (select value from number_aliases p where p.workspace_id = n.workspace_id and p.number_id = n.id
      and p.kind = 'phone_number_id' order by value limit 1) p on true
    where n.workspace_id = ${reach.workspaceId} and ${seesNumber(reach, "n")} and not n.test and n.merged_into is null ${only}`);
  return rows as unknown as PortfolioRow[];
}

export interface SightRow {
  id: string;
  activeDays: number;
  longestGapMs: number;
}

/** How regularly silent numbers used to be heard of: the 7 days that end with the last event of each. */
export async function listSights(
  db: Db,
  workspaceId: string,
  zone: string,
  numberIds: readonly string[],
): Promise<SightRow[]> {
  if (numberIds.length === 0) return [];
  const rows = await db.execute(sql`
    with heard as (
      select h.number_id, h.hour, h.hour - lag(h.hour) over (partition by h.number_id order by h.hour) as gap
      from score_now s join number_hours h on h.workspace_id = s.workspace_id and h.number_id = s.node_id
        and h.hour > s.last_event_at - interval '7 days' and h.hour <= s.last_event_at
      where s.workspace_id = ${workspaceId} and s.node_kind = 'number'
        and s.node_id = any(${`{${numberIds.join(",")}}`}::uuid[])
    )
    select number_id as id, count(distinct (hour at time zone ${zone})::date)::int as "activeDays",
      coalesce(extract(epoch from max(gap)) * 1000, 0)::float8 as "longestGapMs"
    from heard group by number_id`);
  return rows as unknown as SightRow[];
}

/** The number within reach that an E.164, a provider's id or our own id names. */
export async function findNumberId(
  db: Db,
  reach: Reach,
  idOrPhone: string,
): Promise<string | undefined> {
  const { workspaceId } = reach;
  const rows = await db.execute(sql`
    select coalesce(n.merged_into, n.id) as id from numbers n
    where n.workspace_id = ${workspaceId} and ${seesNumberId(reach, "coalesce(n.merged_into, n.id)")} and (n.id::text = ${idOrPhone.toLowerCase()} or n.id in (
      select a.number_id from number_aliases a where a.workspace_id = ${workspaceId}
        and a.kind = ${idOrPhone.startsWith("+") ? "e164" : "phone_number_id"} and a.value = ${idOrPhone}))
    limit 1`);
  const [row] = rows as unknown as { id: string }[];
  return row?.id;
}
