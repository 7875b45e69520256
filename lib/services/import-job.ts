import {
  changeImport,
  finishImport,
  type ImportJob,
  insertRefusals,
  type Reach,
  type RefusalRow,
  startImport,
} from "@/db/queries/imports";
import type { Instant, SkippedPart } from "@/lib/domain/event";
import { days } from "@/lib/domain/time";
import { AppError } from "@/lib/errors";
import type { Core } from "./core";
import type { ImportOptions, ImportSummary } from "./import-options";
import { newId } from "./new-id";

/** Refused lines are kept up to here, without what they held; beyond it they are only counted. */
export const mostRefusals = 10_000;
const refusalsPerWrite = 500;
const beatEvery = 2000;

/** What is known of a running import, and how the database learns of it. */
export interface RunningImport extends ImportJob {
  summary: ImportSummary;
  refuse(line: number, refusal: Omit<SkippedPart, "index">): Promise<void>;
  /** Before rows are committed: where undoing will have to look. */
  reachTo(rows: readonly { numberId: string; at: Instant }[]): Promise<void>;
  /** A sign of life and the figures so far, every two seconds. */
  beat(): Promise<void>;
  finish(end: { state: "done" | "failed"; error?: string }): Promise<void>;
}

/** One import per workspace at a time: two would take turns in refusing each other's old days. */
export async function openImport(
  { db }: Core,
  workspaceId: string,
  options: ImportOptions,
): Promise<RunningImport> {
  const clock = options.clock ?? (() => options.now);
  const job = await startImport(db, workspaceId, {
    id: newId(new Date(options.now)),
    file: options.file,
    startedBy: options.startedBy,
    plan: options.plan,
    now: new Date(options.now),
  });
  if (!job) {
    throw new AppError("conflict", "Another file is being imported: wait until it is done.");
  }
  const summary: ImportSummary = { accepted: 0, duplicates: 0, skipped: 0 };
  const reach: Reach = {};
  let refusals: RefusalRow[] = [];
  let kept = 0;
  let beatAt = clock();
  const writeRefusals = async () => {
    const rows = refusals;
    refusals = [];
    await insertRefusals(db, workspaceId, job.id, rows);
  };
  return {
    ...job,
    summary,
    async refuse(line, refusal) {
      summary.skipped += 1;
      options.refused?.(line, refusal);
      if (kept === mostRefusals) return;
      kept += 1;
      refusals.push({ line, ...refusal });
      if (refusals.length === refusalsPerWrite) await writeRefusals();
    },
    async reachTo(rows) {
      if (widen(reach, rows)) await changeImport(db, workspaceId, job.id, { reach });
    },
    async beat() {
      if (clock() - beatAt < beatEvery) return;
      beatAt = clock();
      await changeImport(db, workspaceId, job.id, { ...summary, beatAt: new Date(beatAt) });
    },
    async finish(end) {
      await writeRefusals();
      await finishImport(db, workspaceId, job.id, {
        ...summary,
        state: end.state,
        error: end.error ?? null,
        finishedAt: new Date(clock()),
      });
    },
  };
}

/** In whole UTC days, so that a sorted file widens it once a day and not with every batch. */
function widen(reach: Reach, rows: readonly { numberId: string; at: Instant }[]): boolean {
  let wider = false;
  for (const { numberId, at } of rows) {
    const [from, to] = reach[numberId] ?? [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    if (at >= from && at < to) continue;
    const day = Math.floor(at / days(1)) * days(1);
    reach[numberId] = [Math.min(from, day), Math.max(to, day + days(1))];
    wider = true;
  }
  return wider;
}
