import { categories } from "@/lib/domain/event";
import { planMoment } from "./date";
import { guessKind } from "./kinds";
import type { ImportPlan, PlanField } from "./plan";

/** A row of the file under its own column names. */
export type Cells = readonly (readonly [column: string, cell: unknown])[];

/** The row in the words of the event format. What the plan cannot make sense of stays as it is: the reader says why it is refused. */
export function planRow(plan: ImportPlan, cells: Cells): Record<string, unknown> {
  const row: Record<string, unknown> = { ...plan.constants };
  for (const [column, cell] of cells) {
    const field = Object.hasOwn(plan.columns, column) ? plan.columns[column] : "";
    if (field === undefined || field === "" || isEmpty(cell)) continue;
    row[field] = typeof cell === "string" ? readers[field](cell.trim(), plan) : cell;
  }
  return row;
}

function isEmpty(cell: unknown): boolean {
  return cell === null || cell === undefined || (typeof cell === "string" && cell.trim() === "");
}

type Read = (cell: string, plan: ImportPlan) => unknown;

const asItIs: Read = (cell) => cell;
const moment: Read = (cell, { dates }) => planMoment(cell, dates) ?? cell;

const readers: Record<PlanField, Read> = {
  number: (cell, { plus }) => phone(cell, plus),
  kind: (cell, { kinds }) =>
    (Object.hasOwn(kinds, cell) ? kinds[cell] : undefined) ?? guessKind(cell) ?? cell,
  at: moment,
  // A bare day is a day also to the reader: the end of a scheduled disable has no hour.
  until: (cell, plan) => (/^\d{4}-\d{2}-\d{2}$/.test(cell) ? cell : moment(cell, plan)),
  category: (cell) => categories.find((known) => known === cell.toLowerCase()) ?? cell,
  recipient: asItIs,
  message: asItIs,
  campaign: asItIs,
  template: asItIs,
  list: asItIs,
  code: asItIs,
  count: (cell) =>
    cell.replace(/^(\d{1,3})([,. \u00a0]\d{3})+$/, (whole) => whole.replace(/\D/g, "")),
  value: asItIs,
  account: asItIs,
  id: asItIs,
};

/** +1 (555) 010-0001 → +15550100001; bare digits get their plus when the plan says that they are phone numbers. */
function phone(cell: string, plus: boolean): string {
  if (!/^\+?[\d\s().-]+$/.test(cell)) return cell;
  const digits = cell.replace(/\D/g, "");
  return cell.startsWith("+") || plus ? `+${digits}` : digits;
}
