import { pipeline, Readable } from "node:stream";
import { parse } from "csv-parse";
import { makeLineCutter } from "@/lib/domain/import/lines";
import type { ImportPlan } from "@/lib/domain/import/plan";
import { planRow } from "@/lib/domain/import/rows";
import { AppError } from "@/lib/errors";
import type { FileRow } from "./import-options";

/** Longer rows are no rows: a quote that is never closed would take the rest of the file into memory. */
const longestRow = 1024 * 1024;

/** Every row is matched with every column: a head of a million would cost a core for as long as the file lasts. */
const mostColumns = 1000;

/** A file's rows in the words of the event format, one at a time; a row that cannot be read is refused alone. Memory does not grow with the file. */
export function readFileRows(
  parts: AsyncIterable<Uint8Array | string>,
  plan: ImportPlan,
): AsyncGenerator<FileRow> {
  const text = decode(parts, plan.encoding);
  return plan.format === "csv" ? readCsv(text, plan) : readNdjson(text, plan);
}

/** Line ends become one sign, so that lines count the same here, in the browser and in an editor. */
async function* decode(parts: AsyncIterable<Uint8Array | string>, encoding: string) {
  const decoder = new TextDecoder(encoding);
  let open = "";
  for await (const part of parts) {
    const text = open + (typeof part === "string" ? part : decoder.decode(part, { stream: true }));
    open = text.endsWith("\r") ? "\r" : "";
    yield text.slice(0, text.length - open.length).replaceAll("\r\n", "\n");
  }
  yield open + decoder.decode();
}

async function* readNdjson(text: AsyncIterable<string>, plan: ImportPlan): AsyncGenerator<FileRow> {
  const cutter = makeLineCutter("ndjson");
  for await (const part of text) {
    for (const { line, text: row } of cutter.push(part)) yield parseLine(row, line, plan);
    if (cutter.waiting() > longestRow) throw tooLong();
  }
  for (const { line, text: row } of cutter.end()) yield parseLine(row, line, plan);
}

function parseLine(text: string, line: number, plan: ImportPlan): FileRow {
  try {
    const row = JSON.parse(text.replace(/^\uFEFF/, "")) as unknown;
    const isObject = typeof row === "object" && row !== null && !Array.isArray(row);
    return { line, row: isObject ? planRow(plan, Object.entries(row)) : row };
  } catch {
    return {
      line,
      refusal: { field: "", reason: "malformed", mend: "Write one JSON object per line." },
    };
  }
}

async function* readCsv(text: AsyncIterable<string>, plan: ImportPlan): AsyncGenerator<FileRow> {
  const rows = parse({
    bom: true,
    info: true,
    skip_empty_lines: true,
    relax_column_count: true,
    relax_quotes: true,
    delimiter: plan.delimiter,
    max_record_size: longestRow,
  });
  // Its errors come out of the parser, where they are awaited.
  pipeline(Readable.from(text), rows, () => undefined);
  let columns: string[] | undefined;
  try {
    for await (const { record, info } of rows as AsyncIterable<CsvRecord>) {
      if (columns === undefined) columns = columnsOf(record);
      else {
        const cells = columns.map((name, at) => [name, record[at]] as const);
        yield { line: info.lines, row: planRow(plan, cells) };
      }
    }
  } catch (error) {
    throw isCsvError(error) ? unreadable(error) : error;
  }
}

function columnsOf(head: readonly string[]): string[] {
  if (head.length <= mostColumns) return head.map((name) => name.trim());
  throw new AppError("bad_request", `The file has more than ${mostColumns} columns.`);
}

interface CsvRecord {
  record: string[];
  info: { lines: number };
}

interface CsvError {
  code: string;
  lines?: number;
}

function isCsvError(error: unknown): error is CsvError {
  return error instanceof Error && "code" in error && String(error.code).startsWith("CSV_");
}

function unreadable({ code, lines }: CsvError): AppError {
  if (code === "CSV_MAX_RECORD_SIZE" || code === "CSV_QUOTE_NOT_CLOSED") return tooLong(lines);
  return new AppError("bad_request", `Line ${lines ?? "?"} of the file cannot be read as CSV.`);
}

function tooLong(line?: number): AppError {
  const where = line === undefined ? "A row" : `The row that ends in line ${line}`;
  return new AppError(
    "bad_request",
    `${where} is longer than 1 MiB: most likely a quote is opened and never closed.`,
  );
}
