import { isCounted, type InboundEvent } from "@/lib/domain/event";
import { plainPlan } from "@/lib/domain/import/plan";
import { kindWords } from "@/lib/domain/import/words";
import { readOwnEvent } from "@/lib/providers/standard/own-event";
import type { ImportPreviewJson, ImportQueryJson } from "@/lib/wire/import";
import { readFileRows } from "./read-file-rows";

const shownRows = 20;

/** The head of a file as it would be counted, by the reader that will count it. Nothing is kept. */
export async function previewFile(
  query: ImportQueryJson,
  head: Uint8Array,
  now: number,
): Promise<ImportPreviewJson> {
  const preview: ImportPreviewJson = { rows: [], taken: 0, refused: 0, reasons: [] };
  const plan = query.plan ?? plainPlan(/\.csv$/i.test(query.file) ? "csv" : "ndjson");
  for await (const { line, row, refusal } of readFileRows(inOnePart(head), plan)) {
    const read = refusal
      ? { refusal }
      : readOwnEvent(row, {
          origin: "import",
          now,
          ...(query.number !== undefined && { number: query.number }),
        });
    if ("event" in read) {
      preview.taken += 1;
      if (preview.rows.length < shownRows) preview.rows.push(shownRow(line, read.event));
    } else {
      preview.refused += 1;
      countReason(preview.reasons, line, read.refusal);
    }
  }
  preview.reasons.sort((left, right) => right.count - left.count);
  return preview;
}

async function* inOnePart(head: Uint8Array) {
  yield head;
}

function countReason(
  reasons: ImportPreviewJson["reasons"],
  line: number,
  { field, reason, mend = "" }: { field: string; reason: string; mend?: string },
): void {
  const known = reasons.find((one) => one.field === field && one.reason === reason);
  if (known) known.count += 1;
  else reasons.push({ field, reason, mend, count: 1, firstLine: line });
}

type Shown = ImportPreviewJson["rows"][number];

function shownRow(line: number, event: InboundEvent): Shown {
  const { number, kind, at } = event;
  const value = "value" in event && event.value !== undefined ? `: ${event.value}` : "";
  return {
    line,
    number: number?.e164 ?? number?.phoneNumberId ?? event.account ?? "",
    what: `${kindWords[kind] ?? kind}${value}`,
    at: new Date(at).toISOString(),
    person: false,
    message: false,
    category: null,
    campaign: null,
    template: null,
    list: null,
    code: null,
    count: 1,
    ...countedParts(event),
  };
}

function countedParts(event: InboundEvent): Partial<Shown> {
  if (!isCounted(event)) return {};
  const { recipient, message, category, campaign, template, list, code, count } = event;
  return {
    person: recipient !== undefined,
    message: message !== undefined,
    category: category ?? null,
    campaign: campaign ?? null,
    template: template ?? null,
    list: list ?? null,
    code: code ?? null,
    count,
  };
}
