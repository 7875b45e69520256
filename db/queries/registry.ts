import type { Sql, TransactionSql } from "postgres";
import type { NumberRef } from "@/lib/domain/event";

type Raw = Sql | TransactionSql;

/** New numbers per workspace are capped (decisions 1). */
const mostNumbers = 10_000;
/** An account is a row of the portfolio with a score and polls of its own, so accounts are capped like numbers. */
const mostAccounts = 10_000;
/** New labels per workspace and dimension in 30 days; beyond, `(other)`. */
const mostLabels = 2_000;
export const otherLabel = "(other)";

export type Registered =
  | { kind: "known"; id: string }
  | { kind: "two"; older: string; younger: string }
  | { kind: "full" };

/** Finds or registers the number that a reference names, ties its two names together, and tells when they name two numbers. */
export async function registerNumber(
  sql: Sql,
  workspaceId: string,
  ref: NumberRef,
  fresh: { id: string; test: boolean; now: Date },
): Promise<Registered> {
  return sql.begin(async (tx): Promise<Registered> => {
    await tx`select pg_advisory_xact_lock(hashtextextended(${`numbers ${workspaceId}`}, 0))`;
    const known = await findAliased(tx, workspaceId, ref);
    if (known.length === 2) return { kind: "two", older: known[0] ?? "", younger: known[1] ?? "" };
    const [id] = known;
    if (id !== undefined) {
      await tieAliases(tx, workspaceId, id, ref);
      return { kind: "known", id };
    }
    if (await isFull(tx, workspaceId)) return { kind: "full" };
    await tx`
      insert into numbers (workspace_id, id, number, test, created_at)
      values (${workspaceId}, ${fresh.id}, ${ref.e164 ?? null}, ${fresh.test}, ${fresh.now})`;
    await tieAliases(tx, workspaceId, fresh.id, ref);
    return { kind: "known", id: fresh.id };
  }) as Promise<Registered>;
}

/** Oldest first. */
async function findAliased(tx: Raw, workspaceId: string, ref: NumberRef): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    select distinct n.id, n.created_at from number_aliases a
    join numbers n on n.workspace_id = a.workspace_id and n.id = a.number_id
    where a.workspace_id = ${workspaceId}
      and ((a.kind = 'e164' and a.value = ${ref.e164 ?? ""}) or (a.kind = 'phone_number_id' and a.value = ${ref.phoneNumberId ?? ""}))
    order by n.created_at, n.id`;
  return rows.map((row) => row.id);
}

async function isFull(tx: Raw, workspaceId: string): Promise<boolean> {
  const [row] = await tx<
    { n: number }[]
  >`select count(*)::int as n from numbers where workspace_id = ${workspaceId}`;
  return (row?.n ?? 0) >= mostNumbers;
}

async function tieAliases(tx: Raw, workspaceId: string, id: string, ref: NumberRef): Promise<void> {
  const aliases = [
    ["e164", ref.e164],
    ["phone_number_id", ref.phoneNumberId],
  ] as const;
  for (const [kind, value] of aliases) {
    if (value === undefined) continue;
    await tx`
      insert into number_aliases (workspace_id, kind, value, number_id) values (${workspaceId}, ${kind}, ${value}, ${id})
      on conflict do nothing`;
  }
  if (ref.e164 !== undefined) {
    await tx`update numbers set number = ${ref.e164}
      where workspace_id = ${workspaceId} and id = ${id} and number is distinct from ${ref.e164}`;
  }
}

/** The account stands as soon as anything names it, with or without numbers. Undefined: the workspace has too many. */
export async function registerAccount(
  sql: Raw,
  workspaceId: string,
  wabaId: string,
  fresh: { id: string; now: Date; portfolio?: string | undefined },
): Promise<string | undefined> {
  const [row] = await sql<{ id: string }[]>`
    insert into accounts as a (workspace_id, id, waba_id, portfolio_id, created_at)
    select ${workspaceId}, ${fresh.id}, ${wabaId}, ${fresh.portfolio ?? null}, ${fresh.now}
    where exists (select from accounts where workspace_id = ${workspaceId} and waba_id = ${wabaId})
      or (select count(*) from accounts where workspace_id = ${workspaceId}) < ${mostAccounts}
    on conflict (workspace_id, waba_id) do update set portfolio_id = coalesce(excluded.portfolio_id, a.portfolio_id)
    returning id`;
  return row?.id;
}

/** A number seen in the entry of an account belongs to it; a later account wins, because numbers can move. */
export async function linkNumber(
  sql: Raw,
  workspaceId: string,
  numberId: string,
  accountId: string,
): Promise<void> {
  await sql`update numbers set account_id = ${accountId}
    where workspace_id = ${workspaceId} and id = ${numberId} and account_id is distinct from ${accountId}`;
}

export async function linkSource(
  sql: Raw,
  workspaceId: string,
  numberId: string,
  sourceId: string,
  now: Date,
): Promise<void> {
  await sql`insert into source_numbers (workspace_id, number_id, source_id, first_at)
    values (${workspaceId}, ${numberId}, ${sourceId}, ${now}) on conflict do nothing`;
}

export async function registerTemplate(
  sql: Raw,
  workspaceId: string,
  accountId: string,
  template: { name: string; language: string },
  fresh: { id: string; now: Date },
): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    insert into templates as t (workspace_id, id, account_id, name, language, created_at)
    values (${workspaceId}, ${fresh.id}, ${accountId}, ${template.name}, ${template.language}, ${fresh.now})
    on conflict (workspace_id, account_id, name, language) do update set name = excluded.name
    returning id`;
  return row?.id ?? fresh.id;
}

/** The id of a label's text; the id of `(other)` when the workspace has made too many of this dimension lately. */
export async function registerLabel(
  sql: Raw,
  workspaceId: string,
  dimension: number,
  text: string,
  now: Date,
): Promise<number> {
  const [known] = await sql<{ id: number }[]>`
    select id from labels where workspace_id = ${workspaceId} and dimension = ${dimension} and text = ${text}`;
  if (known) return known.id;
  const [made] = await sql<{ n: number }[]>`
    select count(*)::int as n from labels where workspace_id = ${workspaceId} and dimension = ${dimension}
      and created_at > ${new Date(now.getTime() - 30 * 86_400_000)}`;
  if (text !== otherLabel && (made?.n ?? 0) >= mostLabels) {
    return registerLabel(sql, workspaceId, dimension, otherLabel, now);
  }
  const [row] = await sql<{ id: number }[]>`
    insert into labels as l (workspace_id, dimension, text, created_at)
    values (${workspaceId}, ${dimension}, ${text}, ${now})
    on conflict (workspace_id, dimension, text) do update set text = excluded.text
    returning id`;
  if (!row) throw new Error("label was neither inserted nor found");
  return row.id;
}

/** The younger of two numbers that turned out to be one waits for the merge job. */
export async function markMerge(
  sql: Raw,
  workspaceId: string,
  pair: { older: string; younger: string },
  now: Date,
): Promise<void> {
  await sql`insert into due (workspace_id, kind, target_id, due_at)
    values (${workspaceId}, 'merge', ${`${pair.younger}>${pair.older}`}, ${now}) on conflict do nothing`;
}
