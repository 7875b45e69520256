import type { TransactionSql } from "postgres";
import { categoryIds, countryId, kindIds } from "@/lib/domain/counts";
import type { Instant } from "@/lib/domain/event";

/** Labels of the message that an opt-out belongs to; ids of `labels` and of `categoryIds`. */
export interface MessageLabels {
  category: number;
  template?: number | undefined;
  campaign?: number | undefined;
  list?: number | undefined;
}

/** The message that an opt-out belongs to. */
export interface AnsweredMessage extends MessageLabels {
  /** When it was sent, else delivered: which unnamed campaign it is part of. */
  messageAt?: Instant | undefined;
}

export interface Signal extends AnsweredMessage {
  numberId: string;
  person: string;
  at: Instant;
  counted: boolean;
  country?: number | undefined;
  origin: number;
}

const lookBackMs = 72 * 3_600_000;

/** Until the transaction ends, nobody else counts these people. Sorted by the caller, so that two never wait crosswise. */
export async function lockPeople(
  tx: TransactionSql,
  workspaceId: string,
  people: readonly string[],
): Promise<void> {
  for (const person of people) {
    await tx`select pg_advisory_xact_lock(hashtextextended(${workspaceId + person}, 0))`;
  }
}

export async function findMessageLabels(
  tx: TransactionSql,
  workspaceId: string,
  numberId: string,
  message: string,
): Promise<AnsweredMessage | undefined> {
  const [row] = await tx<MessageRow[]>`
    select category, template, campaign, list, least(sent_at, delivered_at, failed_at) as "messageAt" from seen
    where workspace_id = ${workspaceId} and number_id = ${numberId} and key = ${message} and bits & 15 <> 0`;
  return row && messageOf(row);
}

/** The last message, or the last that is not known to be something else than marketing, to that person in the 72 hours before `at`. Reads that person's events by scanning the number's: rare enough, because an opt-out is. */
export async function findLastMessageTo(
  tx: TransactionSql,
  workspaceId: string,
  numberId: string,
  people: readonly string[],
  at: Instant,
  among: "all" | "marketing",
): Promise<AnsweredMessage | undefined> {
  const [row] = await tx<MessageRow[]>`
    select coalesce(nullif(s.category, 0), e.category) as category, coalesce(s.template, e.template) as template,
      coalesce(s.campaign, e.campaign) as campaign, coalesce(s.list, e.list) as list,
      least(e.at, s.sent_at, s.delivered_at) as "messageAt"
    from events e
    left join seen s on s.workspace_id = e.workspace_id and s.number_id = e.number_id and s.key = e.message
    where e.workspace_id = ${workspaceId} and e.number_id = ${numberId}
      and e.at > ${new Date(at - lookBackMs)} and e.at <= ${new Date(at)}
      and e.person = any(${people as string[]}) and e.kind in (${kindIds.sent}, ${kindIds.delivered}, ${kindIds.read})
      and (${among === "all"} or coalesce(nullif(s.category, 0), e.category) in (${categoryIds.unknown}, ${categoryIds.marketing}))
    order by e.at desc limit 1`;
  return row && messageOf(row);
}

interface LabelRow {
  category: number;
  template: number | null;
  campaign: number | null;
  list: number | null;
}

interface MessageRow extends LabelRow {
  messageAt: Date | null;
}

function messageOf(row: MessageRow): AnsweredMessage {
  return { ...labelsOf(row), messageAt: row.messageAt?.getTime() };
}

function labelsOf(row: LabelRow): MessageLabels {
  return {
    category: row.category,
    template: row.template ?? undefined,
    campaign: row.campaign ?? undefined,
    list: row.list ?? undefined,
  };
}

export async function listSignals(
  tx: TransactionSql,
  workspaceId: string,
  numberId: string,
  people: readonly string[],
): Promise<Signal[]> {
  const rows = await tx<
    (MessageRow & {
      person: string;
      at: Date;
      counted: boolean;
      country: number | null;
      origin: number;
    })[]
  >`
    select person, at, message_at as "messageAt", counted, campaign, template, list, category, country, origin from opt_outs
    where workspace_id = ${workspaceId} and number_id = ${numberId} and person = any(${[...people]}::uuid[])
    order by at`;
  return rows.map((row) => ({
    ...messageOf(row),
    numberId,
    person: row.person,
    at: row.at.getTime(),
    counted: row.counted,
    country: row.country ?? undefined,
    origin: row.origin,
  }));
}

export async function insertSignals(
  tx: TransactionSql,
  workspaceId: string,
  signal: Signal,
): Promise<void> {
  const { numberId, person, at, counted, campaign, template, list, category, country, origin } =
    signal;
  const messageAt = signal.messageAt === undefined ? null : new Date(signal.messageAt);
  await tx`
    insert into opt_outs (workspace_id, number_id, person, at, message_at, counted, campaign, template, list, category,
      country, origin)
    values (${workspaceId}, ${numberId}, ${person}, ${new Date(at)}, ${messageAt}, ${counted}, ${campaign ?? null},
      ${template ?? null}, ${list ?? null}, ${category}, ${country ?? null}, ${origin})`;
}

export async function setCounted(
  tx: TransactionSql,
  workspaceId: string,
  signal: Signal,
  counted: boolean,
): Promise<void> {
  await tx`
    update opt_outs set counted = ${counted}
    where workspace_id = ${workspaceId} and number_id = ${signal.numberId} and person = ${signal.person}
      and at = ${new Date(signal.at)}`;
}

/** Keeps the latest yes of a person and the first no after it: a no that is repeated binds from its first time on. */
export async function rememberAnswers(
  tx: TransactionSql,
  workspaceId: string,
  answer: {
    person: string;
    kind: string;
    at: Instant;
    country?: string | undefined;
    /** Whose key made the pseudonym. */
    client?: string | undefined;
    /** The import that told of it; live without. */
    origin?: number;
  },
): Promise<void> {
  const at = new Date(answer.at);
  const no = answer.kind === "opted_out" ? at : null;
  const yes = answer.kind === "opted_in" ? at : null;
  const country = answer.country === undefined ? null : countryId(answer.country);
  const saidNoAt = tx`case
        when p.said_no_at > coalesce(p.said_yes_at, '-infinity') and excluded.said_no_at > coalesce(p.said_yes_at, '-infinity')
          then least(p.said_no_at, excluded.said_no_at)
        else greatest(p.said_no_at, excluded.said_no_at) end`;
  const origin = answer.origin ?? 0;
  const saidYesAt = tx`greatest(p.said_yes_at, excluded.said_yes_at)`;
  await tx`
    insert into people as p (workspace_id, person, client_id, country, said_no_at, said_yes_at, last_event_at, said_no_origin,
      said_yes_origin)
    values (${workspaceId}, ${answer.person}, ${answer.client ?? null}, ${country}, ${no}, ${yes}, ${at}, ${origin}, ${origin})
    on conflict (workspace_id, person) do update set
      said_no_at = ${saidNoAt}, said_yes_at = ${saidYesAt},
      said_no_origin = case when p.said_no_at is distinct from ${saidNoAt} then excluded.said_no_origin else p.said_no_origin end,
      said_yes_origin = case when p.said_yes_at is distinct from ${saidYesAt} then excluded.said_yes_origin else p.said_yes_origin end,
      last_event_at = greatest(p.last_event_at, excluded.last_event_at),
      country = coalesce(p.country, excluded.country)`;
}

/**
 * A yes that arrives after what it allows: leaks since then were none, and the no that binds is the first one after it.
 * True when leaks were taken back; those that a later no makes are found again by looking back.
 */
export async function heedLateYes(
  tx: TransactionSql,
  workspaceId: string,
  person: string,
  at: Instant,
): Promise<boolean> {
  await tx`
    update people p set said_no_at = o.first_at
    from (select min(at) as first_at from opt_outs
      where workspace_id = ${workspaceId} and person = ${person} and at > ${new Date(at)}) o
    where p.workspace_id = ${workspaceId} and p.person = ${person}
      and p.said_no_at <= p.said_yes_at and o.first_at > p.said_yes_at`;
  const taken = await tx`
    delete from leaks where workspace_id = ${workspaceId} and person = ${person}
      and at > ${new Date(at)} and said_no_at <= ${new Date(at)} returning 1`;
  return taken.length > 0;
}

/** A no that arrives after messages it should have stopped: one job looks at that person's events from its time on. */
export async function markLateNo(
  tx: TransactionSql,
  workspaceId: string,
  person: string,
  at: Instant,
  now: Instant,
): Promise<void> {
  await tx`
    insert into due as t (workspace_id, kind, target_id, due_at, last_event_at)
    values (${workspaceId}, 'late_no', ${person}, ${new Date(now + 1000)}, ${new Date(at)})
    on conflict (workspace_id, kind, target_id) do update set
      due_at = least(t.due_at, excluded.due_at), last_event_at = least(t.last_event_at, excluded.last_event_at)`;
}
