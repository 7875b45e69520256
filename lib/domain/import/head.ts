import { cellsOf, guessPlan, type Sample } from "./guess";
import { guessDelimiter, guessEncoding, makeLineCutter, type RawLine, splitCells } from "./lines";
import { type ImportPlan, sameColumns } from "./plan";

/** What the beginning of a file says about it. */
export interface FileHead {
  format: ImportPlan["format"];
  encoding: ImportPlan["encoding"];
  delimiter: ImportPlan["delimiter"];
  sample: Sample;
  /** Whole rows only, for the preview. */
  text: string;
}

const sampleRows = 200;

/** `isWhole`: the bytes are all of the file, so its last line is whole too. Undefined when there is nothing to read. */
export function readHead(name: string, bytes: Uint8Array, isWhole: boolean): FileHead | undefined {
  const encoding = guessEncoding(bytes);
  const decoded = new TextDecoder(encoding).decode(bytes);
  const format = /^\s*[{[]/.test(decoded) && !/\.csv$/i.test(name) ? "ndjson" : "csv";
  const cutter = makeLineCutter(format);
  const lines: RawLine[] = [...cutter.push(decoded), ...(isWhole ? cutter.end() : [])];
  const [first] = lines;
  if (!first) return undefined;
  const delimiter = format === "csv" ? guessDelimiter(first.text) : ",";
  const sample = format === "csv" ? tableOf(lines, delimiter) : objectsOf(lines);
  const text = `${lines.map(({ text: row }) => row).join("\n")}\n`;
  return sample.columns.length === 0 ? undefined : { format, encoding, delimiter, sample, text };
}

function tableOf([header, ...rows]: readonly RawLine[], delimiter: string): Sample {
  return {
    columns: splitCells(header?.text ?? "", delimiter).map((name) => name.trim()),
    rows: rows.slice(0, sampleRows).map(({ text }) => splitCells(text, delimiter)),
  };
}

function objectsOf(lines: readonly RawLine[]): Sample {
  const objects = lines.slice(0, sampleRows).flatMap(({ text }) => parseObject(text));
  const columns = [...new Set(objects.flatMap((row) => Object.keys(row)))];
  return { columns, rows: objects.map((row) => columns.map((name) => row[name])) };
}

function parseObject(text: string): Record<string, unknown>[] {
  try {
    const row = JSON.parse(text) as unknown;
    const isObject = typeof row === "object" && row !== null && !Array.isArray(row);
    return isObject ? [row as Record<string, unknown>] : [];
  } catch {
    return [];
  }
}

/** How the last file of the same columns was read, else a guess. What the bytes say of themselves goes before. */
export function firstPlan(
  head: FileHead,
  earlier: readonly (ImportPlan | null)[],
  zone: string,
): { plan: ImportPlan; remembered: boolean } {
  const { format, encoding, delimiter, sample } = head;
  const guess = guessPlan({ format, encoding, delimiter }, sample, zone);
  const known = earlier.find((plan) => plan !== null && sameColumns(plan.columns, guess.columns));
  return known
    ? { plan: { ...known, format, encoding, delimiter }, remembered: true }
    : { plan: guess, remembered: false };
}

const mostWords = 20;

/** The file's words for what happened, as far as its first rows show them. */
export function kindsIn({ sample }: FileHead, plan: ImportPlan): string[] {
  const words = cellsOf(sample, plan.columns, "kind").map((cell) => cell.trim());
  return [...new Set(words)].slice(0, mostWords);
}

/** A cell of each column to recognise it by. */
export function exampleOf({ columns, rows }: Sample, column: string): string {
  const at = columns.indexOf(column);
  const cell = rows
    .map((row) => row[at])
    .find((one) => one !== undefined && one !== null && one !== "");
  return (typeof cell === "string" ? cell : (JSON.stringify(cell) ?? "")).slice(0, 60);
}
