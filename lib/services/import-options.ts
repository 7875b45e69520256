import type { SkippedPart } from "@/lib/domain/event";
import type { ImportPlan } from "@/lib/domain/import/plan";

/** One line of a file: the object it holds, or why it holds none. */
export interface FileRow {
  line: number;
  row?: unknown;
  refusal?: Omit<SkippedPart, "index">;
}

export interface ImportOptions {
  file: string;
  /** Stands for rows that name no number. */
  number?: string | undefined;
  now: number;
  /** For the sign of life of a long import; without it the import's own moment stands. */
  clock?: () => number;
  startedBy?: string | undefined;
  plan?: ImportPlan | undefined;
  progress?: (done: number) => void;
  refused?: (line: number, refusal: Omit<SkippedPart, "index">) => void;
}

export interface ImportSummary {
  accepted: number;
  duplicates: number;
  skipped: number;
}
