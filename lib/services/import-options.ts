import type { SkippedPart } from "@/lib/domain/event";

export interface ImportOptions {
  file: string;
  /** Stands for rows that name no number. */
  number?: string | undefined;
  now: number;
  progress?: (done: number) => void;
  refused?: (line: number, refusal: Omit<SkippedPart, "index">) => void;
}

export interface ImportSummary {
  accepted: number;
  duplicates: number;
  skipped: number;
}
