import type { TransactionSql } from "postgres";
import { addCounts, type Counts, countNames, dimensions } from "@/lib/domain/counts";
import type { Change, TakenBack } from "@/lib/domain/import/take-back";
import { hourStart, localDay } from "@/lib/domain/time";
import { countColumns } from "./count-columns";

type Key = Record<string, string | number | Date>;

interface Cell {
  key: Key;
  counts: Counts;
}

/** Whose rollups change, and the origin they change under. */
export interface RollupOwner {
  workspaceId: string;
  zone: string;
  numberId: string;
  origin: number;
}

/** Adds changes (most of them negative) to the rollups of one number under one origin. */
export async function changeRollups(
  tx: TransactionSql,
  owner: RollupOwner,
  { changes, failures }: Pick<TakenBack, "changes" | "failures">,
): Promise<void> {
  const { zone } = owner;
  const hours = new Map<string, Cell>();
  const days = new Map<string, Cell>();
  const breakdown = new Map<string, Cell>();
  const codes = new Map<string, { key: Key; count: number }>();
  for (const change of changes) {
    const hour = new Date(hourStart(change.at, zone));
    addTo(hours, { hour }, change.counts);
    addTo(days, { day: localDay(change.at, zone) }, change.counts);
    for (const label of labelsOf(change)) addTo(breakdown, { ...label, hour }, change.counts);
  }
  for (const { at, code, count } of failures) {
    const key = { hour: new Date(hourStart(at, zone)), code };
    const known = codes.get(JSON.stringify(key));
    codes.set(JSON.stringify(key), { key, count: count + (known?.count ?? 0) });
  }
  await write(tx, owner, "number_hours", sumsOf(hours));
  await write(tx, owner, "number_days", sumsOf(days));
  await write(tx, owner, "breakdown_hours", sumsOf(breakdown));
  const failed = [...codes.values()].map(({ key, count }) => ({ key, sums: { count } }));
  await write(tx, owner, "failure_hours", failed);
}

function labelsOf(change: Change): Key[] {
  const { category, country, template, campaign, list } = change;
  const labels = [
    [dimensions.category, category],
    [dimensions.country, country],
    [dimensions.template, template],
    [dimensions.campaign, campaign],
    [dimensions.list, list],
  ] as const;
  return labels.flatMap(([dimension, label]) =>
    label === null ? [] : [{ dimension, label_id: label }],
  );
}

function addTo(cells: Map<string, Cell>, key: Key, counts: Counts): void {
  const name = JSON.stringify(key);
  const known = cells.get(name);
  cells.set(name, { key, counts: known ? addCounts(known.counts, counts) : counts });
}

interface Sums {
  key: Key;
  sums: Record<string, number>;
}

/** The two lists of names stand in the same order: one is the columns of the other. */
function sumsOf(cells: ReadonlyMap<string, Cell>): Sums[] {
  return [...cells.values()]
    .filter(({ counts }) => countNames.some((name) => counts[name] !== 0))
    .map(({ key, counts }) => ({
      key,
      sums: Object.fromEntries(
        countNames.map((name, at) => [countColumns[at] ?? name, counts[name]]),
      ),
    }));
}

const rowsPerStatement = 1000;

async function write(
  tx: TransactionSql,
  { workspaceId, numberId, origin }: RollupOwner,
  table: string,
  rows: readonly Sums[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const keys = ["workspace_id", "number_id", "origin", ...Object.keys(first.key)].join(", ");
  const names = Object.keys(first.sums);
  const added = names.map((name) => `${name} = t.${name} + excluded.${name}`).join(", ");
  for (let at = 0; at < rows.length; at += rowsPerStatement) {
    const values = rows
      .slice(at, at + rowsPerStatement)
      .map(({ key, sums }) => [
        workspaceId,
        numberId,
        origin,
        ...Object.values(key),
        ...Object.values(sums),
      ]);
    await tx`
      insert into ${tx(table)} as t (${tx.unsafe([keys, ...names].join(", "))}) values ${tx(values as unknown as object[])}
      on conflict (${tx.unsafe(keys)}) do update set ${tx.unsafe(added)}`;
  }
}
