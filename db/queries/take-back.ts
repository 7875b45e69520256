import type { TransactionSql } from "postgres";
import type { KnownKey, TakenRow } from "@/lib/domain/import/take-back";
import type { CountedKind, Instant } from "@/lib/domain/event";
import { kindIds } from "@/lib/domain/counts";
import { days } from "@/lib/domain/time";
import { withKind } from "./event-row";

/** One import's rows of one number. */
export interface ImportedNumber {
  workspaceId: string;
  numberId: string;
  origin: number;
}

const kinds = Object.keys(kindIds) as CountedKind[];

type StoredRow = Omit<TakenRow, "key" | "at"> & { at: Date; dedupe: string };

/** Takes the raw events of an import out, at most `limit` of them, and the leaks that stood on them. */
export async function deleteImportedEvents(
  tx: TransactionSql,
  { workspaceId, numberId, origin }: ImportedNumber,
  span: readonly [Instant, Instant],
  limit: number,
): Promise<TakenRow[]> {
  const [from, to] = span.map((at) => new Date(at)) as [Date, Date];
  const rows = await tx<StoredRow[]>`
    delete from events where workspace_id = ${workspaceId} and number_id = ${numberId}
      and at >= ${from} and at < ${to} and origin = ${origin}
      and (at, dedupe) in (
        select at, dedupe from events where workspace_id = ${workspaceId} and number_id = ${numberId}
          and at >= ${from} and at < ${to} and origin = ${origin} limit ${limit})
    returning at, dedupe, kind, message, person, code, category, country, template, campaign, list, count`;
  if (rows.length > 0) {
    await tx`
      delete from leaks l using unnest(${rows.map(({ at }) => at.toISOString())}::text[], ${rows.map(({ dedupe }) => dedupe)}::uuid[]) as e(at, dedupe)
      where l.workspace_id = ${workspaceId} and l.number_id = ${numberId} and l.at = e.at::timestamptz and l.dedupe = e.dedupe`;
  }
  return rows.map(toTaken);
}

function toTaken({ dedupe, ...row }: StoredRow): TakenRow {
  return { ...row, at: row.at.getTime(), key: keyOf(dedupe, row.kind) };
}

/** Folding the kind in is its own undoing. */
function keyOf(dedupe: string, kind: number): string {
  const name = kinds.find((known) => kindIds[known] === kind);
  return name === undefined ? dedupe : withKind(dedupe, name);
}

interface StoredKey extends Omit<KnownKey, "sentAt" | "deliveredAt" | "readAt" | "failedAt"> {
  sentAt: Date | null;
  deliveredAt: Date | null;
  readAt: Date | null;
  failedAt: Date | null;
}

/** Locked, in order, until the transaction ends: a live event of the same message waits. */
export async function lockKeys(
  tx: TransactionSql,
  { workspaceId, numberId }: ImportedNumber,
  keys: readonly string[],
): Promise<KnownKey[]> {
  const rows = await tx<StoredKey[]>`
    select key, bits, sent_at as "sentAt", delivered_at as "deliveredAt", read_at as "readAt", failed_at as "failedAt",
      category, country, template, campaign, list
    from seen where workspace_id = ${workspaceId} and number_id = ${numberId} and key = any(${[...keys]}::uuid[])
    order by key for update`;
  return rows.map((row) => ({
    ...row,
    sentAt: row.sentAt?.getTime() ?? null,
    deliveredAt: row.deliveredAt?.getTime() ?? null,
    readAt: row.readAt?.getTime() ?? null,
    failedAt: row.failedAt?.getTime() ?? null,
  }));
}

/** What others than the import told of these messages: a message lives for a month at most. */
export async function listOthers(
  tx: TransactionSql,
  { workspaceId, numberId }: ImportedNumber,
  keys: readonly KnownKey[],
): Promise<TakenRow[]> {
  const tied = keys.filter(({ bits }) => (bits & 15) !== 0);
  const moments = tied
    .flatMap(({ sentAt, deliveredAt, readAt, failedAt }) => [sentAt, deliveredAt, readAt, failedAt])
    .filter((at) => at !== null);
  if (moments.length === 0) return [];
  const from = new Date(Math.min(...moments) - days(31));
  const to = new Date(Math.max(...moments) + days(31));
  const rows = await tx<StoredRow[]>`
    select at, dedupe, kind, message, person, code, category, country, template, campaign, list, count
    from events where workspace_id = ${workspaceId} and number_id = ${numberId} and at >= ${from} and at < ${to}
      and message = any(${tied.map(({ key }) => key)}::uuid[]) order by at`;
  return rows.map(toTaken);
}

/** What is left to know of each key; a key without bits is forgotten, so that the same file counts anew. */
export async function writeKeys(
  tx: TransactionSql,
  { workspaceId, numberId }: ImportedNumber,
  keys: readonly KnownKey[],
): Promise<void> {
  const nothing = keys.filter(({ bits }) => bits === 0).map(({ key }) => key);
  await tx`
    delete from seen where workspace_id = ${workspaceId} and number_id = ${numberId} and key = any(${nothing}::uuid[])`;
  for (const { key, bits, sentAt, deliveredAt, readAt, failedAt, ...labels } of keys) {
    if (bits === 0) continue;
    await tx`
      update seen set bits = ${bits}, sent_at = ${dateOf(sentAt)}, delivered_at = ${dateOf(deliveredAt)},
        read_at = ${dateOf(readAt)}, failed_at = ${dateOf(failedAt)}, ${tx(labels)}, origin = null
      where workspace_id = ${workspaceId} and number_id = ${numberId} and key = ${key}`;
  }
}

function dateOf(at: Instant | null): Date | null {
  return at === null ? null : new Date(at);
}

/** Keys of the file's own ids that stood beside messages, and of rows whose raw events are no longer kept. */
export async function forgetKeys(
  tx: TransactionSql,
  { workspaceId, numberId, origin }: ImportedNumber,
): Promise<void> {
  await tx`
    delete from seen where workspace_id = ${workspaceId} and number_id = ${numberId} and origin = ${origin}
      and bits & 15 = 0`;
}
