import { and, asc, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { clients, memberClients } from "@/db/schema";
import type { Instant } from "@/lib/domain/event";
import type { Reach } from "@/lib/domain/reach";
import { uuids } from "./campaigns";
import { seesAccountId } from "./reach";

export async function listClientNames(db: Db, workspaceId: string) {
  return db
    .select({ id: clients.id, name: clients.name })
    .from(clients)
    .where(eq(clients.workspaceId, workspaceId))
    .orderBy(asc(clients.name));
}

/** How deliveries name the numbers that belong to a client. */
export async function listClientAliases(
  db: Db,
  workspaceId: string,
): Promise<{ value: string; clientId: string }[]> {
  const rows = await db.execute(sql`
    select a.value, n.client_id as "clientId" from numbers n
    join number_aliases a on a.workspace_id = n.workspace_id and a.number_id = n.id
    where n.workspace_id = ${workspaceId}::uuid and n.client_id is not null`);
  return rows as unknown as { value: string; clientId: string }[];
}

/** By name; `numbers` without test and merged ones. */
export async function listClientRows(
  db: Db,
  { workspaceId, clients }: Reach,
): Promise<ClientRow[]> {
  const seen = clients === null ? sql`true` : sql`c.id = any(${uuids(clients)})`;
  const rows = await db.execute(sql`
    select c.id, c.name, (extract(epoch from c.created_at) * 1000)::float8 as "createdAt", (select count(*)::int from numbers n
      where n.workspace_id = c.workspace_id and n.client_id = c.id and not n.test and n.merged_into is null) as numbers
    from clients c where c.workspace_id = ${workspaceId}::uuid and ${seen} order by lower(c.name), c.id`);
  return rows as unknown as ClientRow[];
}

export interface ClientRow {
  id: string;
  name: string;
  createdAt: Instant;
  numbers: number;
}

/** False when another client has this name. */
export async function insertClient(db: Db, row: typeof clients.$inferInsert): Promise<boolean> {
  const rows = await db
    .insert(clients)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: clients.id });
  return rows.length > 0;
}

/** The client with its row locked until the transaction ends. */
export async function lockClient(
  tx: Db,
  workspaceId: string,
  id: string,
): Promise<{ id: string; name: string } | undefined> {
  const [row] = await tx
    .select({ id: clients.id, name: clients.name })
    .from(clients)
    .where(and(eq(clients.workspaceId, workspaceId), eq(clients.id, id)))
    .for("update");
  return row;
}

/** False when another client has this name. */
export async function renameClientRow(
  tx: Db,
  workspaceId: string,
  id: string,
  name: string,
): Promise<boolean> {
  const rows: unknown = await tx.execute(sql`
    update clients c set name = ${name} where c.workspace_id = ${workspaceId}::uuid and c.id = ${id}::uuid
      and not exists (select 1 from clients o where o.workspace_id = c.workspace_id and o.name = ${name} and o.id <> c.id)
    returning c.id`);
  return (rows as unknown[]).length > 0;
}

/** Takes a client away that has no number; false when one is left. Who was limited to it sees nothing of it any more. */
export async function deleteEmptyClient(tx: Db, workspaceId: string, id: string): Promise<boolean> {
  const gone: unknown = await tx.execute(sql`
    delete from clients c where c.workspace_id = ${workspaceId}::uuid and c.id = ${id}::uuid
      and not exists (select 1 from numbers n where n.workspace_id = c.workspace_id and n.client_id = c.id and n.merged_into is null)
    returning c.id`);
  if ((gone as unknown[]).length === 0) return false;
  await tx
    .delete(memberClients)
    .where(and(eq(memberClients.workspaceId, workspaceId), eq(memberClients.clientId, id)));
  return true;
}

export interface MovedNumber {
  id: string;
  name: string | null;
  before: string | null;
}

/**
 * Which of these numbers came to another client by this. Numbers whose people were counted already begin anew: their
 * pseudonyms were made with another key.
 */
export async function moveNumbers(
  tx: Db,
  workspaceId: string,
  ids: readonly string[],
  clientId: string | null,
  now: Date,
): Promise<MovedNumber[]> {
  const rows = await tx.execute(sql`
    with old as (
      select n.id, n.client_id, coalesce(n.given_name, n.name, n.number) as name from numbers n
      where n.workspace_id = ${workspaceId}::uuid and n.id = any(${uuids(ids)}) order by n.id for update
    )
    update numbers n set client_id = ${clientId}::uuid, people_since = case
      when exists (select 1 from number_days d where d.workspace_id = n.workspace_id and d.number_id = n.id)
        then ${now.toISOString()}::timestamptz else n.people_since end
    from old
    where n.workspace_id = ${workspaceId}::uuid and n.id = old.id and old.client_id is distinct from ${clientId}::uuid
    returning n.id, old.name, (select c.name from clients c where c.workspace_id = ${workspaceId}::uuid and c.id = old.client_id) as before`);
  return rows as unknown as MovedNumber[];
}

/** What people call a number; the name it had. Undefined when that changes nothing. */
export async function nameNumber(
  tx: Db,
  workspaceId: string,
  id: string,
  name: string | null,
): Promise<{ before: string | null } | undefined> {
  const rows = await tx.execute(sql`
    update numbers n set given_name = ${name}
    from (select o.id, coalesce(o.given_name, o.name, o.number) as before, o.given_name from numbers o
      where o.workspace_id = ${workspaceId}::uuid and o.id = ${id}::uuid for update) old
    where n.workspace_id = ${workspaceId}::uuid and n.id = old.id and old.given_name is distinct from ${name}
    returning old.before`);
  return (rows as unknown as { before: string | null }[])[0];
}

export interface AccountName {
  id: string;
  account: string;
  name: string | null;
  givenName: string | null;
}

/** An account within reach, by our id or WhatsApp's. */
export async function lockAccount(
  tx: Db,
  reach: Reach,
  idOrWaba: string,
): Promise<AccountName | undefined> {
  const rows = await tx.execute(sql`
    select a.id, a.waba_id as account, a.name, a.given_name as "givenName" from accounts a
    where a.workspace_id = ${reach.workspaceId}::uuid and ${seesAccountId(reach, "a.id")}
      and (a.id::text = ${idOrWaba.toLowerCase()} or a.waba_id = ${idOrWaba}) limit 1 for update`);
  return (rows as unknown as AccountName[])[0];
}

export async function nameAccount(
  tx: Db,
  workspaceId: string,
  id: string,
  name: string | null,
): Promise<void> {
  await tx.execute(sql`
    update accounts set given_name = ${name} where workspace_id = ${workspaceId}::uuid and id = ${id}::uuid`);
}
