import type { Sql, TransactionSql } from "postgres";
import { type Adjustment, commitEvents, type EventBatch } from "@/db/queries/commit-events";
import type { EventRow } from "@/db/queries/event-row";
import {
  findLastMessageTo,
  findMessageLabels,
  heedLateYes,
  insertSignals,
  listSignals,
  lockPeople,
  markLateNo,
  rememberAnswers,
  setCounted,
  type AnsweredMessage,
  type MessageLabels,
  type Signal,
} from "@/db/queries/opt-outs";
import { listFamilies } from "@/db/queries/person-ties";
import { categoryIds, countryId } from "@/lib/domain/counts";
import { countedSignals } from "@/lib/domain/opt-out-count";

/** An event row with what only people events need: which message it answers, whether its word was ambiguous, whose client's people these are. */
export interface PeopleRow extends EventRow {
  answers?: string | undefined;
  ambiguous?: boolean | undefined;
  /** Whose key the pseudonyms were made with. */
  client?: string | undefined;
}

export interface PeopleBatch extends EventBatch {
  rows: readonly PeopleRow[];
}

/**
 * Commits one workspace's rows and says for each whether it was new. Traffic takes one statement; only when people
 * speak (opt-out, opt-in) does it become a transaction, because one person's signals must be counted together.
 */
export async function commitBatch(sql: Sql, batch: PeopleBatch): Promise<boolean[]> {
  if (!batch.rows.some(speaks)) return commitEvents(sql, batch);
  return sql.begin((tx) => commitWithPeople(tx, batch)) as Promise<boolean[]>;
}

function speaks(row: EventRow): boolean {
  return row.kind === "opted_out" || row.kind === "opted_in";
}

/** Messages first: a no may come in the same delivery as the message it belongs to. */
async function commitWithPeople(tx: TransactionSql, batch: PeopleBatch): Promise<boolean[]> {
  const spoken = batch.rows.filter(speaks);
  const messages = batch.rows.filter((row) => !speaks(row));
  const names = namesOf(
    await listFamilies(tx, batch.workspaceId, [...new Set(spoken.flatMap(pseudonyms))]),
  );
  await lockPeople(tx, batch.workspaceId, [...new Set(spoken.flatMap(names))].sort());
  const freshMessages =
    messages.length > 0 ? await commitEvents(tx, { ...batch, rows: messages }) : [];
  const attributions = new Map<PeopleRow, AnsweredMessage | undefined>();
  for (const row of spoken) attributions.set(row, await attribute(tx, batch, row, names));

  const kept = spoken.filter((row) => !row.ambiguous || isMarketing(attributions.get(row)));
  const rows = kept.map((row) =>
    row.kind === "opted_out" && row.person ? { ...row, counts: false } : row,
  );
  const freshWords = await commitEvents(tx, { ...batch, rows });
  const heard = kept.filter((_, index) => freshWords[index]);
  await countOptOuts(tx, batch, heard, attributions, names);
  await remember(tx, batch, heard, names);

  const fresh = new Set([...messages.filter((_, index) => freshMessages[index]), ...heard]);
  return batch.rows.map((row) => fresh.has(row));
}

/**
 * The message an opt-out belongs to: the one it answers, else the last marketing message to that person within 72 hours,
 * else none (ux 2.7). An ambiguous word looks at the last message of any kind: after an order, "cancel" means the order.
 */
async function attribute(
  tx: TransactionSql,
  batch: PeopleBatch,
  row: PeopleRow,
  names: Names,
): Promise<AnsweredMessage | undefined> {
  const answered =
    row.answers && (await findMessageLabels(tx, batch.workspaceId, row.numberId, row.answers));
  if (answered) return answered;
  const people = names(row);
  return people.length === 0
    ? undefined
    : findLastMessageTo(
        tx,
        batch.workspaceId,
        row.numberId,
        people,
        row.at,
        row.ambiguous ? "all" : "marketing",
      );
}

function isMarketing(message: MessageLabels | undefined): boolean {
  return (
    message !== undefined &&
    (message.category === categoryIds.marketing || message.category === categoryIds.unknown)
  );
}

/** All names of the person in a row, known ties included; the one that stays stands first. */
type Names = (row: EventRow) => string[];

function namesOf(families: ReadonlyMap<string, readonly string[]>): Names {
  return (row) => [...new Set(pseudonyms(row).flatMap((name) => families.get(name) ?? [name]))];
}

function pseudonyms(row: EventRow): string[] {
  return [row.person, row.alias].filter((person) => person !== undefined);
}

/** Repeating is harmless: a signal is known by its moment, and only a change of what counts moves a rollup. */
async function countOptOuts(
  tx: TransactionSql,
  batch: PeopleBatch,
  heard: readonly PeopleRow[],
  attributions: ReadonlyMap<PeopleRow, AnsweredMessage | undefined>,
  names: Names,
): Promise<void> {
  const adjustments: Adjustment[] = [];
  for (const row of heard) {
    const family = names(row);
    const [person] = family;
    if (row.kind !== "opted_out" || person === undefined) continue;
    const known = await listSignals(tx, batch.workspaceId, row.numberId, family);
    if (known.some((signal) => signal.at === row.at)) continue;
    const signal = { ...signalOf(row, attributions.get(row), batch.origin), person };
    const counted = countedSignals([...known, signal].map(({ at }) => at));
    await insertSignals(tx, batch.workspaceId, { ...signal, counted: counted.has(signal.at) });
    if (counted.has(signal.at)) adjustments.push(adjustment(row.numberId, signal, 1));
    for (const other of known) {
      if (other.counted === counted.has(other.at)) continue;
      await setCounted(tx, batch.workspaceId, other, counted.has(other.at));
      adjustments.push(adjustment(row.numberId, other, counted.has(other.at) ? 1 : -1));
    }
  }
  if (adjustments.length > 0) await commitEvents(tx, { ...batch, rows: [], adjustments });
}

function signalOf(row: PeopleRow, message: AnsweredMessage | undefined, origin: number): Signal {
  return {
    numberId: row.numberId,
    person: row.person ?? "",
    at: row.at,
    counted: false,
    ...labelsFor(row, message),
    messageAt: message?.messageAt,
    country: row.country === undefined ? undefined : countryId(row.country),
    origin,
  };
}

/** What the opt-out itself says goes before what its message says. */
function labelsFor(row: PeopleRow, message: MessageLabels | undefined): MessageLabels {
  return {
    category: row.category ? categoryIds[row.category] : (message?.category ?? categoryIds.unknown),
    template: row.template ?? message?.template,
    campaign: row.campaign ?? message?.campaign,
    list: row.list ?? message?.list,
  };
}

function adjustment(numberId: string, signal: Signal, optedOut: 1 | -1): Adjustment {
  const { at, category, country, template, campaign, list } = signal;
  return { numberId, at, optedOut, category, country, template, campaign, list };
}

/** What people said in rows that leave no raw event behind: the latest no still binds. */
export async function rememberOld(sql: Sql, batch: PeopleBatch): Promise<void> {
  const spoken = batch.rows.filter(speaks);
  if (spoken.length === 0) return;
  await sql.begin(async (tx) => {
    const asked = [...new Set(spoken.flatMap(pseudonyms))];
    await remember(tx, batch, spoken, namesOf(await listFamilies(tx, batch.workspaceId, asked)));
  });
}

async function remember(
  tx: TransactionSql,
  batch: PeopleBatch,
  heard: readonly PeopleRow[],
  names: Names,
): Promise<void> {
  for (const row of heard) {
    for (const person of names(row)) {
      await rememberAnswers(tx, batch.workspaceId, {
        person,
        kind: row.kind,
        at: row.at,
        country: row.country,
        client: row.client,
        origin: batch.origin,
      });
      const looksBack =
        row.kind === "opted_out" || (await heedLateYes(tx, batch.workspaceId, person, row.at));
      if (looksBack) await markLateNo(tx, batch.workspaceId, person, row.at, batch.now);
    }
  }
}
