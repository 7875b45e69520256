import type { TransactionSql } from "postgres";
import { countColumns } from "./count-columns";

/** Where an import left something: each of its numbers, and the first hour that it reaches. */
export interface Trace {
  numberId: string;
  firstHour: Date | null;
}

/** Numbers that were merged since count as what they became. */
export async function listTraces(
  tx: TransactionSql,
  workspaceId: string,
  origin: number,
  reached: readonly string[],
): Promise<Trace[]> {
  return tx<Trace[]>`
    with named as (
      select coalesce(n.merged_into, n.id) as id, null::timestamptz as hour from numbers n
      where n.workspace_id = ${workspaceId} and n.id = any(${[...reached]}::uuid[])
      union all
      select number_id, hour from number_hours where workspace_id = ${workspaceId} and origin = ${origin}
      union all
      select number_id, hour from breakdown_hours where workspace_id = ${workspaceId} and origin = ${origin}
    )
    select id as "numberId", min(hour) as "firstHour" from named group by id order by id`;
}

const added = countColumns.map((name) => `${name} = t.${name} + excluded.${name}`).join(", ");
const names = countColumns.join(", ");
const sums = countColumns.map((name) => `sum(${name})::int as ${name}`).join(", ");
const anyCount = `(${countColumns.join(" <> 0 or ")} <> 0)`;

/** What a live message owes to an import that is gone stands in both origins: the rest moves to the live rows. */
const moves = [
  `insert into number_days as t (workspace_id, number_id, day, origin, ${names})
   select * from (select workspace_id, number_id, (hour at time zone $4)::date as day, 0 as origin, ${sums} from number_hours
     where workspace_id = $1 and origin = $2 and hour >= $3 group by workspace_id, number_id, 3) r where ${anyCount}
   on conflict (workspace_id, number_id, day, origin) do update set ${added}`,
  `insert into number_hours as t (workspace_id, number_id, hour, origin, ${names})
   select workspace_id, number_id, hour, 0, ${names} from number_hours
   where workspace_id = $1 and origin = $2 and hour >= $3 and $4::text is not null and ${anyCount}
   on conflict (workspace_id, number_id, hour, origin) do update set ${added}`,
  `insert into breakdown_hours as t (workspace_id, number_id, dimension, hour, label_id, origin, ${names})
   select workspace_id, number_id, dimension, hour, label_id, 0, ${names} from breakdown_hours
   where workspace_id = $1 and origin = $2 and hour >= $3 and $4::text is not null and ${anyCount}
   on conflict (workspace_id, number_id, dimension, hour, label_id, origin) do update set ${added}`,
  `insert into failure_hours as t (workspace_id, number_id, hour, code, origin, count)
   select workspace_id, number_id, hour, code, 0, count from failure_hours
   where workspace_id = $1 and origin = $2 and hour >= $3 and $4::text is not null and count <> 0
   on conflict (workspace_id, number_id, hour, code, origin) do update set count = t.count + excluded.count`,
];

/** `rawFrom`: before it there are no raw events, and rollups of the import stand for themselves. */
export async function deleteImportedRollups(
  tx: TransactionSql,
  { workspaceId, zone }: { workspaceId: string; zone: string },
  job: { id: string; origin: number },
  rawFrom: Date,
): Promise<void> {
  for (const move of moves) {
    await tx.unsafe(move, [workspaceId, job.origin, rawFrom, zone]);
  }
  for (const table of ["number_hours", "number_days", "breakdown_hours", "failure_hours"]) {
    await tx`delete from ${tx(table)} where workspace_id = ${workspaceId} and origin = ${job.origin}`;
  }
  await tx`delete from import_days where workspace_id = ${workspaceId} and import_id = ${job.id}`;
}

/** Facts the file told, and everything they touched looks again. */
export async function deleteImportedFacts(
  tx: TransactionSql,
  workspaceId: string,
  origin: number,
  now: Date,
): Promise<void> {
  await tx`
    with gone as (
      delete from facts where workspace_id = ${workspaceId} and origin = ${origin} returning node_kind, node_id
    ), nodes as (
      select node_kind, node_id from gone where node_kind <> 'template'
      union
      select 'account', t.account_id from gone g join templates t on t.workspace_id = ${workspaceId} and t.id = g.node_id
      where g.node_kind = 'template'
    ), marks as (
      select 'score_account' as kind, node_id as id from nodes where node_kind = 'account'
      union
      select 'score', node_id from nodes where node_kind = 'number'
      union
      select 'score', n.id from nodes a join numbers n on n.workspace_id = ${workspaceId} and n.account_id = a.node_id
      where a.node_kind = 'account' and n.merged_into is null
    )
    insert into due as t (workspace_id, kind, target_id, due_at, marked_at)
    select ${workspaceId}::uuid, kind, id::text, ${now}, ${now} from marks order by kind, id
    on conflict (workspace_id, kind, target_id) do update set due_at = least(t.due_at, excluded.due_at)`;
}

/** What was worked out from rows that are gone: scores nobody judged live, sums over people, beginnings of campaigns. */
export async function forgetDerived(
  tx: TransactionSql,
  { workspaceId, zone }: { workspaceId: string; zone: string },
  { numberId, firstHour }: Trace,
): Promise<void> {
  if (!firstHour) return;
  const own = tx`workspace_id = ${workspaceId} and number_id = ${numberId}`;
  const day = tx`(${firstHour}::timestamptz at time zone ${zone})::date`;
  await tx`delete from score_hours where ${own} and origin = 'reconstructed' and hour >= ${firstHour}`;
  await tx`delete from people_days where ${own} and day >= ${day}`;
  await tx`delete from breakdown_failures where ${own} and day >= ${day}`;
  await tx`delete from run_starts where ${own} and hour >= ${firstHour}`;
}

/** From the first hour on in which something of the number still stands; with nothing left there is nothing to judge. */
export async function judgeAgain(
  tx: TransactionSql,
  workspaceId: string,
  { numberId, firstHour }: Trace,
  now: Date,
): Promise<void> {
  if (!firstHour) return;
  await tx`
    insert into due as t (workspace_id, kind, target_id, due_at, last_event_at)
    select workspace_id, 'reconstruct', number_id::text, ${now}, min(hour) from number_hours
    where workspace_id = ${workspaceId} and number_id = ${numberId} and hour >= ${firstHour}
    group by workspace_id, number_id
    on conflict (workspace_id, kind, target_id) do update set
      due_at = least(t.due_at, excluded.due_at), last_event_at = least(t.last_event_at, excluded.last_event_at)`;
}

/** Numbers and accounts that nothing but the file ever named, and that nobody has given a name or a client. */
export async function deleteUnheardOf(
  tx: TransactionSql,
  workspaceId: string,
  since: Date,
): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    select n.id from numbers n
    where n.workspace_id = ${workspaceId} and n.created_at >= ${since} and not n.test and n.merged_into is null
      and n.given_name is null and n.client_id is null
      and not exists (select 1 from number_hours h where h.workspace_id = n.workspace_id and h.number_id = n.id)
      and not exists (select 1 from events e where e.workspace_id = n.workspace_id and e.number_id = n.id)
      and not exists (select 1 from facts f where f.workspace_id = n.workspace_id and f.node_kind = 'number' and f.node_id = n.id)
      and not exists (select 1 from source_numbers s where s.workspace_id = n.workspace_id and s.number_id = n.id)
      and not exists (select 1 from numbers m where m.workspace_id = n.workspace_id and m.merged_into = n.id)
      and not exists (select 1 from alerts a where a.workspace_id = n.workspace_id and a.target_kind = 'number' and a.target_id = n.id::text)`;
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) {
    for (const table of [
      "number_aliases",
      "score_hours",
      "people_days",
      "run_starts",
      "breakdown_failures",
    ]) {
      await tx`delete from ${tx(table)} where workspace_id = ${workspaceId} and number_id = any(${ids}::uuid[])`;
    }
    await tx`delete from score_now where workspace_id = ${workspaceId} and node_kind = 'number' and node_id = any(${ids}::uuid[])`;
    await tx`delete from due where workspace_id = ${workspaceId} and kind in ('score', 'reconstruct') and target_id = any(${ids}::text[])`;
    await tx`delete from numbers where workspace_id = ${workspaceId} and id = any(${ids}::uuid[])`;
  }
  await deleteUnheardOfAccounts(tx, workspaceId, since);
  return ids;
}

async function deleteUnheardOfAccounts(
  tx: TransactionSql,
  workspaceId: string,
  since: Date,
): Promise<void> {
  await tx`
    delete from templates t where t.workspace_id = ${workspaceId} and t.created_at >= ${since}
      and not exists (select 1 from facts f where f.workspace_id = t.workspace_id and f.node_kind = 'template' and f.node_id = t.id)`;
  const rows = await tx<{ id: string }[]>`
    delete from accounts a where a.workspace_id = ${workspaceId} and a.created_at >= ${since} and a.given_name is null
      and not exists (select 1 from numbers n where n.workspace_id = a.workspace_id and n.account_id = a.id)
      and not exists (select 1 from templates t where t.workspace_id = a.workspace_id and t.account_id = a.id)
      and not exists (select 1 from facts f where f.workspace_id = a.workspace_id and f.node_kind = 'account' and f.node_id = a.id)
      and not exists (select 1 from sources s where s.workspace_id = a.workspace_id and s.account = a.waba_id)
      and not exists (select 1 from alerts x where x.workspace_id = a.workspace_id and x.target_kind = 'account' and x.target_id = a.id::text)
    returning a.id`;
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return;
  await tx`delete from score_now where workspace_id = ${workspaceId} and node_kind = 'account' and node_id = any(${ids}::uuid[])`;
  await tx`delete from due where workspace_id = ${workspaceId} and kind = 'score_account' and target_id = any(${ids}::text[])`;
}
