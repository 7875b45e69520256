import { makeLineCutter } from "./lines";
import type { ImportPlan } from "./plan";

interface Refusal {
  line: number;
  field: string;
  reason: string;
  mend: string;
}

/** The refused lines as CSV; with the file itself, what stood in each of them. The file is read through once and never whole. */
export async function joinRefused(
  refusals: readonly Refusal[],
  file: ReadableStream<Uint8Array> | undefined,
  plan: Pick<ImportPlan, "format" | "encoding"> | null,
): Promise<string> {
  const wanted = new Set(refusals.map(({ line }) => line));
  const texts = file ? await linesOf(file, wanted, plan) : new Map<number, string>();
  const header = ["line", "field", "reason", "what to do", ...(file ? ["the line"] : [])];
  const rows = refusals.map(({ line, field, reason, mend }) => [
    String(line),
    field,
    reason.replaceAll("_", " "),
    mend,
    ...(file ? [texts.get(line) ?? ""] : []),
  ]);
  return [header, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

async function linesOf(
  file: ReadableStream<Uint8Array>,
  wanted: ReadonlySet<number>,
  plan: Pick<ImportPlan, "format" | "encoding"> | null,
): Promise<Map<number, string>> {
  const { format = "csv", encoding = "utf-8" } = plan ?? {};
  const decoder = new TextDecoder(encoding);
  const cutter = makeLineCutter(format);
  const texts = new Map<number, string>();
  const keep = (lines: Iterable<{ line: number; text: string }>) => {
    for (const { line, text } of lines) if (wanted.has(line)) texts.set(line, text);
  };
  const reader = file.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    keep(cutter.push(decoder.decode(part.value, { stream: true })));
  }
  keep(cutter.push(decoder.decode()));
  keep(cutter.end());
  return texts;
}

/** A cell that begins like a formula is a text to every spreadsheet. */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
