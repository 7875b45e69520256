import { csvLine } from "./csv";
import type { Table } from "./tables";

/** Spreadsheets take a file for UTF-8 only when it says so. */
const byteOrderMark = "\uFEFF";

/** A table as a download, what `streamFile` takes: the file and its lines. Moments are UTC; shares are from 0 to 1. */
export function csvFile<Row>(
  { file, columns }: Table<Row>,
  rows: Iterable<Row> | AsyncIterable<Row>,
): [file: { name: string; type: string }, lines: AsyncIterable<string>] {
  const cells = Object.entries(columns);
  return [{ name: `banguard-${file}.csv`, type: "text/csv; charset=utf-8" }, lines()];

  async function* lines(): AsyncGenerator<string> {
    yield byteOrderMark + csvLine(cells.map(([name]) => name));
    for await (const row of rows) yield csvLine(cells.map(([, cell]) => cell(row)));
  }
}
