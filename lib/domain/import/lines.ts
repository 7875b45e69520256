import { type ImportPlan, delimiters } from "./plan";

/** One row of a file as it stands there, under the number of its last line: an open quote goes on over the end of a line. */
export interface RawLine {
  line: number;
  text: string;
}

/** Cuts a text that comes in parts into rows, for what a browser must know of a file without reading all of it into memory. */
export function makeLineCutter(format: ImportPlan["format"]) {
  let rest = "";
  let open = "";
  let line = 0;
  const take = (text: string): RawLine[] => {
    line += 1;
    const whole = open === "" ? text : `${open}\n${text}`;
    const isOpen = format === "csv" && isQuoteOpen(whole) && whole.length < longestRow;
    open = isOpen ? whole : "";
    return isOpen || whole.trim() === "" ? [] : [{ line, text: whole }];
  };
  return {
    *push(part: string): Generator<RawLine> {
      const lines = (rest + part).split("\n");
      rest = lines.pop() ?? "";
      for (const text of lines) yield* take(text.replace(/\r$/, ""));
    },
    /** How much of a row is in hand whose end has not come yet. */
    waiting: () => rest.length + open.length,
    *end(): Generator<RawLine> {
      if (rest !== "") yield* take(rest.replace(/\r$/, ""));
      if (open !== "") yield { line, text: open };
    },
  };
}

const longestRow = 1024 * 1024;

function isQuoteOpen(text: string): boolean {
  let quotes = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) quotes += 1;
  return quotes % 2 === 1;
}

/** The cells of one row. */
export function splitCells(text: string, delimiter: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === '"' && isQuoted && text.charAt(at + 1) === '"') {
      cell += '"';
      at += 1;
    } else if (sign === '"') isQuoted = !isQuoted;
    else if (sign === delimiter && !isQuoted) {
      cells.push(cell);
      cell = "";
    } else cell += sign;
  }
  return [...cells, cell];
}

/** What the first line is cut by most often. */
export function guessDelimiter(header: string): ImportPlan["delimiter"] {
  const counts = delimiters.map((sign) => splitCells(header, sign).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ",";
}

/** From the first bytes: what Excel writes begins with a mark, and what is no UTF-8 is Windows's own. */
export function guessEncoding(head: Uint8Array): ImportPlan["encoding"] {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
    return "utf-8";
  } catch {
    return "windows-1252";
  }
}
