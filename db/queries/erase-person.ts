import { and, eq, inArray, isNotNull, or, sql } from "drizzle-orm";
import type { Sql } from "postgres";
import type { Db } from "@/db/client";
import { deliveries, due, leaks, optOuts, people, personAliases } from "@/db/schema";
import { listEventDays } from "./workspace-tables";

/** Ids of the workspace's clients: each has a key of its own. */
export async function listClientIds(raw: Sql, workspaceId: string): Promise<string[]> {
  const rows = await raw<{ id: string }[]>`
    select id from clients where workspace_id = ${workspaceId} order by id`;
  return rows.map(({ id }) => id);
}

/** All codes of the people who have one of these: phone and user id were seen together once, perhaps in turn. */
export async function findAllCodes(
  raw: Sql,
  workspaceId: string,
  codes: readonly string[],
): Promise<string[]> {
  const rows = await raw<{ code: string }[]>`
    with recursive known(code) as (
      select unnest(${codes as string[]}::uuid[])
      union
      select case when a.alias = k.code then a.person else a.alias end
      from known k join person_aliases a on a.workspace_id = ${workspaceId} and k.code in (a.alias, a.person)
    )
    select code from known`;
  return rows.map(({ code }) => code);
}

/**
 * Takes the person out of raw events, one day's partition after the other, so that no statement is long. The event
 * itself stays as a thing that happened to nobody: sums and the same file read again still agree with it.
 */
export async function forgetInEvents(
  raw: Sql,
  workspaceId: string,
  codes: readonly string[],
): Promise<number> {
  let count = 0;
  for (const day of await listEventDays(raw)) {
    const rows = await raw`
      update ${raw(day)} set person = null, message = null
      where workspace_id = ${workspaceId} and person = any(${codes as string[]}::uuid[])`;
    count += rows.count;
  }
  return count;
}

/** What was counted stays counted, under a code that nobody's number leads to. */
export async function forgetInCounted(tx: Db, workspaceId: string, codes: readonly string[]) {
  const person = sql<string>`gen_random_uuid()`;
  const optOutRows = await tx
    .update(optOuts)
    .set({ person })
    .where(and(eq(optOuts.workspaceId, workspaceId), inArray(optOuts.person, [...codes])))
    .returning({ at: optOuts.at });
  const leakRows = await tx
    .update(leaks)
    .set({ person })
    .where(and(eq(leaks.workspaceId, workspaceId), inArray(leaks.person, [...codes])))
    .returning({ at: leaks.at });
  return { opt_outs: optOutRows.length, leaks: leakRows.length };
}

export async function deletePeople(tx: Db, workspaceId: string, codes: readonly string[]) {
  const list = [...codes];
  const { alias, person } = personAliases;
  const gone = await tx
    .delete(people)
    .where(and(eq(people.workspaceId, workspaceId), inArray(people.person, list)))
    .returning({ person: people.person });
  const aliases = await tx
    .delete(personAliases)
    .where(
      and(
        eq(personAliases.workspaceId, workspaceId),
        or(inArray(alias, list), inArray(person, list)),
      ),
    )
    .returning({ alias });
  const waiting = await tx
    .delete(due)
    .where(
      and(eq(due.workspaceId, workspaceId), eq(due.kind, "late_no"), inArray(due.targetId, list)),
    )
    .returning({ targetId: due.targetId });
  return { people: gone.length, person_aliases: aliases.length, due: waiting.length };
}

/** Parts of deliveries that were not understood carry codes as `h:…`: there they become a word. */
export async function forgetInDeliveries(
  tx: Db,
  workspaceId: string,
  codes: readonly string[],
): Promise<number> {
  const pattern = `h:(${codes.join("|")})`;
  const rows = await tx
    .update(deliveries)
    .set({
      parts: sql`regexp_replace(${deliveries.parts}::text, ${pattern}, '(erased)', 'g')::jsonb`,
    })
    .where(
      and(
        eq(deliveries.workspaceId, workspaceId),
        isNotNull(deliveries.parts),
        sql`${deliveries.parts}::text ~ ${pattern}`,
      ),
    )
    .returning({ id: deliveries.id });
  return rows.length;
}
