import { guessOrder } from "./date";
import { guessKind } from "./kinds";
import { type ImportPlan, type PlanField, planFields, plainPlan } from "./plan";

/** Names that columns have in other tools' files, without case and signs. Earlier fields choose first. */
const names: Record<PlanField, RegExp> = {
  message: /^(messageid|message|wamid|msgid|messagesid|sid|externalid|mid)$/,
  recipient:
    /^(recipient|to|phone|phonenumber|customer|customerphone|mobile|contact|user|userid|waid|destination|msisdn|empfaenger|destinatario)$/,
  number:
    /^(number|from|sender|senderid|businessnumber|businessphone|wabanumber|phonenumberid|fromnumber|channel|source)$/,
  kind: /^(kind|status|event|eventtype|type|state|messagestatus|deliverystatus|estado)$/,
  at: /^(at|time|timestamp|date|datetime|eventtime|occurredat|createdat|sentat|datesent|fecha|datum)$/,
  category: /^(category|messagecategory|conversationcategory|pricingcategory|conversationtype)$/,
  campaign: /^(campaign|campaignname|broadcast|broadcastname|campaignid|kampagne|campana)$/,
  template: /^(template|templatename|templateid)$/,
  list: /^(list|listname|segment|audience|contactlist)$/,
  code: /^(code|errorcode|error|failurecode|failurereasoncode)$/,
  count: /^(count|quantity|total|messages|number of messages|anzahl)$/,
  value: /^(value|rating|quality)$/,
  until: /^(until|expiration|expiresat|end|endsat)$/,
  account: /^(account|accountid|waba|wabaid)$/,
  id: /^(id|eventid|rowid|uuid)$/,
};

export interface Sample {
  columns: readonly string[];
  rows: readonly (readonly unknown[])[];
}

/** A first plan from column names and what the first rows hold; every part of it can be changed on the page. */
export function guessPlan(
  file: Pick<ImportPlan, "format" | "encoding" | "delimiter">,
  sample: Sample,
  zone: string,
): ImportPlan {
  const columns = guessColumns(sample);
  const cells = (field: PlanField) => cellsOf(sample, columns, field);
  const numbers = cells("number");
  return {
    ...plainPlan(file.format, columns),
    ...file,
    kinds: guessKinds(cells("kind")),
    dates: { order: guessOrder(cells("at")) ?? "ymd", zone },
    plus: numbers.length > 0 && numbers.every(isPhoneWithoutPlus),
  };
}

/** The texts of the column that feeds a field. */
export function cellsOf(
  { columns, rows }: Sample,
  plan: ImportPlan["columns"],
  field: PlanField,
): string[] {
  const at = columns.findIndex((column) => plan[column] === field);
  if (at < 0) return [];
  return rows
    .map((row) => row[at])
    .filter((cell) => typeof cell === "string" || typeof cell === "number")
    .map(String)
    .filter((cell) => cell.trim() !== "");
}

function guessColumns(sample: Sample): ImportPlan["columns"] {
  const columns: ImportPlan["columns"] = Object.fromEntries(
    sample.columns.map((name) => [name, ""]),
  );
  const order = [...new Set<PlanField>(["message", "recipient", "number", ...planFields])];
  for (const field of order) {
    const byName = sample.columns.find(
      (column) =>
        columns[column] === "" && (plain(column) === field || names[field].test(plain(column))),
    );
    const found =
      byName ??
      sample.columns.find((column, at) => columns[column] === "" && looksLike(field, sample, at));
    if (found !== undefined) columns[found] = field;
  }
  return columns;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** What can be told from the cells alone: moments, words for what happened, message ids, phone numbers. */
const looks: Partial<Record<PlanField, (cells: readonly string[]) => boolean>> = {
  at: (cells) =>
    guessOrder(cells) !== undefined && !cells.every((cell) => /^\+?\d{11,12}$/.test(cell)),
  kind: (cells) => cells.every((cell) => guessKind(cell) !== undefined),
  message: (cells) => cells.every((cell) => /^(wamid\.|SM|gBEG)/.test(cell)),
  recipient: (cells) => new Set(cells).size > cells.length / 2 && cells.every(isPhone),
  number: (cells) => cells.every(isPhone),
};

function looksLike(field: PlanField, sample: Sample, at: number): boolean {
  const cells = sample.rows
    .map((row) => row[at])
    .filter((cell) => cell !== undefined && cell !== null && cell !== "")
    .map(String);
  return cells.length > 0 && looks[field]?.(cells) === true;
}

function isPhone(cell: string): boolean {
  return /^\+?\d[\d\s().-]{8,18}\d$/.test(cell) && cell.replace(/\D/g, "").length >= 10;
}

/** Ids of numbers at Meta have 15 and more digits. */
function isPhoneWithoutPlus(cell: string): boolean {
  const digits = cell.replace(/\D/g, "");
  return !cell.startsWith("+") && digits.length >= 10 && digits.length <= 13;
}

function guessKinds(cells: readonly string[]): ImportPlan["kinds"] {
  const known = [...new Set(cells.map((cell) => cell.trim()))].flatMap((cell) => {
    const kind = guessKind(cell);
    return kind === undefined || kind === cell ? [] : [[cell, kind] as const];
  });
  return Object.fromEntries(known);
}
