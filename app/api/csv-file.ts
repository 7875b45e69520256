import { csvLine } from "@/lib/wire/csv";
import type { Table } from "@/lib/wire/tables";
import { streamFile } from "@/lib/http/stream-file";

/** Spreadsheets take a file for UTF-8 only when it says so. */
const byteOrderMark = "\uFEFF";

/** A table as a download. Moments are UTC; shares are from 0 to 1. */
export function csvFile<Row>(table: Table<Row>, rows: readonly Row[]): Response {
  const columns = Object.entries(table.columns);
  const file = { name: `banguard-${table.file}.csv`, type: "text/csv; charset=utf-8" };
  return streamFile(file, lines());

  async function* lines(): AsyncGenerator<string> {
    yield byteOrderMark + csvLine(columns.map(([name]) => name));
    for (const row of rows) yield csvLine(columns.map(([, cell]) => cell(row)));
  }
}
