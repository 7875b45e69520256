import type { OwnKind } from "@/lib/domain/own-event";

/** Fields of the event format, in the order in which the page explains them. */
export const planFields = [
  "number",
  "kind",
  "at",
  "recipient",
  "message",
  "category",
  "campaign",
  "template",
  "list",
  "code",
  "count",
  "value",
  "until",
  "account",
  "id",
] as const;
export type PlanField = (typeof planFields)[number];

export const fileFormats = ["csv", "ndjson"] as const;
export const encodings = ["utf-8", "utf-16le", "windows-1252"] as const;
export const delimiters = [",", ";", "\t", "|"] as const;
/** How days are written where they are not ISO: 22/11/2026, 11/22/2026, 2026/11/22. */
export const dateOrders = ["ymd", "dmy", "mdy"] as const;
export type DateOrder = (typeof dateOrders)[number];

/** How one file is read: what each of its columns means, and what stands for columns it does not have. */
export interface ImportPlan {
  format: (typeof fileFormats)[number];
  encoding: (typeof encodings)[number];
  delimiter: (typeof delimiters)[number];
  /** Every column of the file; an empty field: not used. */
  columns: Record<string, PlanField | "">;
  /** What stands for a field that no column feeds, or whose cell is empty. */
  constants: Partial<Record<PlanField, string>>;
  /** The file's own words for what happened. */
  kinds: Record<string, OwnKind>;
  dates: { order: DateOrder; zone: string };
  /** Numbers of the field `number` are phone numbers written without their plus. */
  plus: boolean;
}

/** The event format as it is: column names are field names. */
export function plainPlan(
  format: ImportPlan["format"],
  columns: ImportPlan["columns"] = Object.fromEntries(planFields.map((field) => [field, field])),
): ImportPlan {
  return {
    format,
    encoding: "utf-8",
    delimiter: ",",
    columns,
    constants: {},
    kinds: {},
    dates: { order: "ymd", zone: "UTC" },
    plus: false,
  };
}

/** The same columns, whatever their order: then the mapping of the last file fits. */
export function sameColumns(left: ImportPlan["columns"], right: ImportPlan["columns"]): boolean {
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length && names.every((name) => Object.hasOwn(right, name))
  );
}
