import type { TransactionSql } from "postgres";
import { kindIds } from "@/lib/domain/counts";
import type { Instant } from "@/lib/domain/event";
import { markLateNo } from "./opt-outs";

/** People who, by an import, asked this number to stop. */
export async function listImportedSignals(
  tx: TransactionSql,
  workspaceId: string,
  origin: number,
  limit: number,
): Promise<{ numberId: string; person: string }[]> {
  return tx<{ numberId: string; person: string }[]>`
    select distinct number_id as "numberId", person from opt_outs
    where workspace_id = ${workspaceId} and origin = ${origin} limit ${limit}`;
}

export async function deleteImportedSignals(
  tx: TransactionSql,
  workspaceId: string,
  origin: number,
  numberId: string,
  person: string,
): Promise<void> {
  await tx`
    delete from opt_outs where workspace_id = ${workspaceId} and number_id = ${numberId} and person = ${person}
      and origin = ${origin}`;
}

/**
 * Whose no or yes only the import told: they keep what others said. Marketing to them counts as sent after a no, or no
 * longer does, from then on. Answers how many people were looked at.
 */
export async function takeBackAnswers(
  tx: TransactionSql,
  workspaceId: string,
  origin: number,
  now: Instant,
  limit: number,
): Promise<number> {
  const people = await tx<{ person: string; saidNoAt: Date | null; yes: boolean }[]>`
    select person, said_no_at as "saidNoAt", said_yes_at is not null and said_yes_origin = ${origin} as yes from people
    where workspace_id = ${workspaceId} and (said_no_origin = ${origin} or said_yes_origin = ${origin})
    order by person limit ${limit} for update`;
  if (people.length === 0) return 0;
  const ids = people.map(({ person }) => person);
  if (people.some(({ yes }) => yes)) await findOtherYes(tx, workspaceId, origin, ids);
  await tx`
    update people p set said_yes_at = null, said_yes_origin = 0
    where p.workspace_id = ${workspaceId} and p.person = any(${ids}::uuid[]) and p.said_yes_origin = ${origin}`;
  await findOtherNo(tx, workspaceId, origin, ids);
  await takeBackLeaks(tx, workspaceId, people, now);
  await tx`
    delete from people where workspace_id = ${workspaceId} and person = any(${ids}::uuid[])
      and said_no_at is null and said_yes_at is null`;
  return people.length;
}

async function findOtherYes(
  tx: TransactionSql,
  workspaceId: string,
  origin: number,
  ids: string[],
): Promise<void> {
  await tx`
    update people p set said_yes_at = e.at, said_yes_origin = e.origin
    from (select distinct on (person) person, at, coalesce(origin, 0) as origin from events
      where workspace_id = ${workspaceId} and person = any(${ids}::uuid[]) and kind = ${kindIds.opted_in}
      order by person, at desc) e
    where p.workspace_id = ${workspaceId} and p.person = e.person and p.said_yes_origin = ${origin}`;
}

async function findOtherNo(
  tx: TransactionSql,
  workspaceId: string,
  origin: number,
  ids: string[],
): Promise<void> {
  await tx`
    update people p set (said_no_at, said_no_origin) = (
      select o.at, o.origin from opt_outs o
      where o.workspace_id = ${workspaceId} and o.person = p.person and o.at > coalesce(p.said_yes_at, '-infinity')
      union all select null, 0
      order by 1 nulls last limit 1)
    where p.workspace_id = ${workspaceId} and p.person = any(${ids}::uuid[]) and p.said_no_origin = ${origin}`;
}

async function takeBackLeaks(
  tx: TransactionSql,
  workspaceId: string,
  people: readonly { person: string; saidNoAt: Date | null }[],
  now: Instant,
): Promise<void> {
  const before = new Map(
    people.map(({ person, saidNoAt }) => [person, saidNoAt?.getTime() ?? null]),
  );
  const after = await tx<{ person: string; saidNoAt: Date | null }[]>`
    select person, said_no_at as "saidNoAt" from people
    where workspace_id = ${workspaceId} and person = any(${[...before.keys()]}::uuid[])`;
  const moved = after.filter(
    ({ person, saidNoAt }) => (saidNoAt?.getTime() ?? null) !== before.get(person),
  );
  if (moved.length === 0) return;
  await tx`
    delete from leaks where workspace_id = ${workspaceId}
      and person = any(${moved.map(({ person }) => person)}::uuid[])`;
  for (const { person, saidNoAt } of moved) {
    if (saidNoAt) await markLateNo(tx, workspaceId, person, saidNoAt.getTime(), now);
  }
}
