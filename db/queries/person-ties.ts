import type { Sql, TransactionSql } from "postgres";

/** Two pseudonyms of one person: `person` is the one that stays (the user id where there is one), `alias` leads to it. */
export interface Tie {
  person: string;
  alias: string;
}

/**
 * Writes down ties and returns those that were new, or older than a day. A tie to a pseudonym that is an alias itself
 * goes to where that one leads, and what led to the new alias follows: no chain is ever longer than one step.
 */
export async function insertTies(
  tx: TransactionSql,
  workspaceId: string,
  ties: readonly Tie[],
  now: Date,
): Promise<Tie[]> {
  const aliases = ties.map(({ alias }) => alias);
  const people = ties.map(({ person }) => person);
  const fresh = await tx<Tie[]>`
    insert into person_aliases as a (workspace_id, alias, person, seen_at)
    select distinct on (t.alias) ${workspaceId}::uuid, t.alias, coalesce(c.person, t.person), ${now}::timestamptz
    from unnest(${aliases}::uuid[], ${people}::uuid[]) with ordinality as t(alias, person, place)
    left join person_aliases c on c.workspace_id = ${workspaceId} and c.alias = t.person
    where t.alias <> coalesce(c.person, t.person)
    order by t.alias, t.place desc
    on conflict (workspace_id, alias) do update set person = excluded.person, seen_at = excluded.seen_at
      where a.person <> excluded.person or a.seen_at < excluded.seen_at - interval '1 day'
    returning alias, person`;
  if (fresh.length > 0) {
    await tx`
      update person_aliases a set person = t.person
      from unnest(${fresh.map(({ alias }) => alias)}::uuid[], ${fresh.map(({ person }) => person)}::uuid[]) as t(alias, person)
      where a.workspace_id = ${workspaceId} and a.person = t.alias and a.alias <> t.person`;
  }
  return [...fresh];
}

/** For each pseudonym all that are the same person, itself included; the one that stays stands first. */
export async function listFamilies(
  sql: Sql | TransactionSql,
  workspaceId: string,
  people: readonly string[],
): Promise<Map<string, string[]>> {
  if (people.length === 0) return new Map();
  const rows = await sql<{ asked: string; head: string; alias: string | null }[]>`
    with asked as (
      select q.person as asked, coalesce(c.person, q.person) as head
      from unnest(${[...people]}::uuid[]) as q(person)
      left join person_aliases c on c.workspace_id = ${workspaceId} and c.alias = q.person
    )
    select asked.asked, asked.head, a.alias from asked
    left join person_aliases a on a.workspace_id = ${workspaceId} and a.person = asked.head
    order by a.alias`;
  const families = new Map<string, string[]>();
  for (const { asked, head, alias } of rows) {
    const family = families.get(asked) ?? [head];
    families.set(asked, family);
    if (alias !== null) family.push(alias);
  }
  return families;
}

export interface SaidRow {
  person: string;
  saidNoAt: Date | null;
  saidYesAt: Date | null;
  saidNoOrigin: number;
  saidYesOrigin: number;
  client: string | null;
}

export async function listSaid(
  tx: TransactionSql,
  workspaceId: string,
  people: readonly string[],
): Promise<SaidRow[]> {
  return tx<SaidRow[]>`
    select person, said_no_at as "saidNoAt", said_yes_at as "saidYesAt",
      said_no_origin as "saidNoOrigin", said_yes_origin as "saidYesOrigin", client_id as client from people
    where workspace_id = ${workspaceId} and person = any(${[...people]}::uuid[])
      and (said_no_at is not null or said_yes_at is not null)`;
}
