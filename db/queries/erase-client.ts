import { and, eq } from "drizzle-orm";
import type { Sql } from "postgres";
import type { Db } from "@/db/client";
import { routes, sources } from "@/db/schema";
import { sourceRoute } from "./sources";
import { listEventDays, listWorkspaceTables } from "./workspace-tables";

/** What belongs to one client, looked up before anything of it is deleted. */
export interface ClientBelongings {
  clientId: string;
  numbers: string[];
  /** Accounts, and their templates, none of whose numbers belongs to somebody else. */
  accounts: string[];
  /** Sources that have reported on this client's numbers only. */
  sources: string[];
  alerts: string[];
  /** Names of templates, campaigns and lists that only this client's figures know. */
  labels: number[];
  /** Imports that brought this client's figures only. */
  imports: string[];
  /** How its numbers stand in mails about several things. */
  names: string[];
}

export async function findClient(sql: Sql, workspaceId: string, clientId: string) {
  const [row] = await sql<{ id: string; name: string }[]>`
    select id, name from clients where workspace_id = ${workspaceId} and id::text = ${clientId}`;
  return row;
}

/** Sources that nobody else's numbers hang on, so that nothing new arrives while the rest goes. */
export async function listOwnSources(
  sql: Sql,
  workspaceId: string,
  numbers: readonly string[],
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select source_id as id from source_numbers where workspace_id = ${workspaceId}
    group by source_id having bool_and(number_id = any(${numbers as string[]}::uuid[]))`;
  return rows.map(({ id }) => id);
}

/** No door leads to them any more. */
export async function deleteSources(
  tx: Db,
  workspaceId: string,
  ids: readonly string[],
): Promise<void> {
  for (const id of ids) {
    await tx
      .delete(routes)
      .where(and(eq(routes.workspaceId, workspaceId), eq(routes.key, sourceRoute(id))));
    await tx.delete(sources).where(and(eq(sources.workspaceId, workspaceId), eq(sources.id, id)));
  }
}

export async function listClientNumbers(
  sql: Sql,
  workspaceId: string,
  clientId: string,
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select n.id from numbers n
    left join numbers o on o.workspace_id = ${workspaceId} and o.id = n.merged_into
    where n.workspace_id = ${workspaceId} and (n.client_id = ${clientId} or o.client_id = ${clientId})`;
  return rows.map(({ id }) => id);
}

export async function findBelongings(
  sql: Sql,
  workspaceId: string,
  client: { id: string; name: string },
): Promise<ClientBelongings> {
  const numbers = await listClientNumbers(sql, workspaceId, client.id);
  const ids = async (rows: PromiseLike<readonly { id: string }[]>) =>
    (await rows).map(({ id }) => id);
  const accounts = await ids(sql<{ id: string }[]>`
    select account_id as id from numbers where workspace_id = ${workspaceId} and account_id is not null
    group by account_id having bool_and(id = any(${numbers}::uuid[]))`);
  const labels = await sql<{ id: number }[]>`
    select label_id as id from breakdown_hours where workspace_id = ${workspaceId} and dimension in (3, 4, 5)
    group by label_id having bool_and(number_id = any(${numbers}::uuid[]))`;
  return {
    clientId: client.id,
    numbers,
    accounts,
    sources: await listOwnSources(sql, workspaceId, numbers),
    alerts: await ids(sql<{ id: string }[]>`
      select id from alerts where workspace_id = ${workspaceId} and target_id = any(${[...numbers, ...accounts]}::text[])`),
    labels: labels.map(({ id }) => id),
    imports: await ids(sql<{ id: string }[]>`
      select i.id from imports i
      where i.workspace_id = ${workspaceId} and exists (select 1 from number_days d
          where d.workspace_id = ${workspaceId} and d.origin = i.origin)
        and not exists (select 1 from number_days d where d.workspace_id = ${workspaceId} and d.origin = i.origin
          and d.number_id <> all(${numbers}::uuid[]))`),
    names: await listNames(sql, workspaceId, numbers, client.name),
  };
}

async function listNames(
  sql: Sql,
  workspaceId: string,
  numbers: readonly string[],
  clientName: string,
): Promise<string[]> {
  const rows = await sql<{ name: string | null }[]>`
    select unnest(array[name, given_name, number]) as name from numbers
    where workspace_id = ${workspaceId} and id = any(${numbers as string[]}::uuid[])`;
  return [clientName, ...rows.map(({ name }) => name)].filter((name) => name !== null);
}

/**
 * Everything of one client, in small steps, the client itself last: a second run finds what a crash has left. Tables
 * that name a number or a client are asked of the database itself, so that a new one cannot be forgotten.
 */
export async function deleteClientRows(
  sql: Sql,
  workspaceId: string,
  own: ClientBelongings,
): Promise<void> {
  const remove = (table: string, condition: string, value: unknown) =>
    deleteInSteps(sql, workspaceId, { table, condition, value });
  // First what is found through the figures that go next.
  await remove("labels", "id = any($2::int[])", own.labels);
  await remove("import_refusals", "import_id = any($2::uuid[])", own.imports);
  await remove("imports", "id = any($2::uuid[])", own.imports);
  await remove("deliveries", deliveriesOf, own.sources);
  for (const { name, columns } of await listWorkspaceTables(sql)) {
    if (!columns.includes("number_id")) continue;
    const places = name === "events" ? await listEventDays(sql) : [name];
    for (const place of places) await remove(place, "number_id = any($2::uuid[])", own.numbers);
  }
  await remove("facts", factsOf, [...own.numbers, ...own.accounts]);
  await remove("templates", "account_id = any($2::uuid[])", own.accounts);
  await remove("score_now", "node_id = any($2::uuid[])", [...own.numbers, ...own.accounts]);
  const targets = [...own.numbers, ...own.accounts, ...own.sources];
  for (const table of ["pendings", "mutes", "alert_notes", "due"])
    await remove(table, "target_id = any($2::text[])", targets);
  for (const table of ["notifications", "calls"])
    await remove(table, "alert_id = any($2::uuid[])", own.alerts);
  await remove("notifications", mentions, own.names);
  await remove("alerts", "id = any($2::uuid[])", own.alerts);
  await remove("accounts", "id = any($2::uuid[])", own.accounts);
  await deleteClientsOwn(sql, workspaceId, own);
}

/** Their sources' own, and what a source left behind that is gone already. */
const deliveriesOf = `(source_id = any($2::text[]) or not exists (
  select 1 from sources s where s.workspace_id = $1 and s.id = source_id))`;
const factsOf = `(node_id = any($2::uuid[]) or node_kind = 'template' and node_id in (
  select id from templates where workspace_id = $1 and account_id = any($2::uuid[])))`;
/** Digests and summaries tell of several clients: those that name this one go whole. */
const mentions = `alert_id is null and exists (select 1 from unnest($2::text[]) n where strpos(text, n) > 0)`;

/** Its people and their other codes, its keys and channels, who was limited to it; then its numbers and itself. */
async function deleteClientsOwn(
  sql: Sql,
  workspaceId: string,
  { clientId, numbers }: ClientBelongings,
): Promise<void> {
  const remove = (table: string, condition: string, value: unknown) =>
    deleteInSteps(sql, workspaceId, { table, condition, value });
  await remove("due", waitingFor, clientId);
  await remove("person_aliases", peopleOf, clientId);
  await remove("routes", keysOf, clientId);
  await remove("calls", channelsOf, clientId);
  await sql`
    update invitations set client_ids = client_ids - ${clientId}::text
    where workspace_id = ${workspaceId} and client_ids ? ${clientId}::text`;
  for (const { name, columns } of await listWorkspaceTables(sql)) {
    if (name !== "numbers" && columns.includes("client_id"))
      await remove(name, "client_id = $2::uuid", clientId);
  }
  await remove("numbers", "id = any($2::uuid[])", numbers);
  await remove("clients", "id = $2::uuid", clientId);
}

const peopleOf = `exists (select 1 from people p
  where p.workspace_id = $1 and p.client_id = $2::uuid and p.person in (person_aliases.person, alias))`;
const waitingFor = `kind = 'late_no' and target_id in (
  select person::text from people where workspace_id = $1 and client_id = $2::uuid)`;
const keysOf = `key in (select 'api_key:' || (to_jsonb(k)->>'hash') from api_keys k
  where workspace_id = $1 and to_jsonb(k)->>'client_id' = $2::text)`;
const channelsOf = `channel_id in (select id from channels where workspace_id = $1 and client_id = $2::uuid)`;

const step = 5000;

/** `condition` sees the workspace as $1 and the value as $2. */
async function deleteInSteps(
  sql: Sql,
  workspaceId: string,
  { table, condition, value }: { table: string; condition: string; value: unknown },
): Promise<void> {
  const statement = `delete from "${table}" where workspace_id = $1 and ctid = any(array(
    select ctid from "${table}" where workspace_id = $1 and ${condition} limit ${step}))`;
  while ((await sql.unsafe(statement, [workspaceId, value as string])).count === step);
}
