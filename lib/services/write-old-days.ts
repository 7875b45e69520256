import { createHash } from "node:crypto";
import { type ImportJob, type OldDayRows, writeOldDay } from "@/db/queries/imports";
import { foldOldDays, type OldDay } from "@/lib/domain/old-days";
import { type PeopleRow, rememberOld } from "./commit-batch";
import type { Core } from "./core";
import type { ImportOptions, ImportSummary } from "./import-options";
import type { WorkspaceRules } from "./source-book";

/** A row older than the raw retention, and its line. */
export interface OldLine {
  line: number;
  row: PeopleRow;
}

export async function writeOldDays(
  core: Core,
  rules: WorkspaceRules,
  job: ImportJob & { old: readonly OldLine[]; touched: Map<string, number> },
  summary: ImportSummary,
  options: ImportOptions,
): Promise<void> {
  const rows = job.old.map(({ row }) => row);
  for (const day of foldOldDays(rows, rules.zone)) {
    const verdict = await writeOldDay(
      core.db,
      rules.workspaceId,
      { id: job.id, origin: job.origin },
      rowsOf(day),
    );
    if (verdict === "written") {
      summary.accepted += day.rows;
      job.touched.set(day.numberId, Math.min(job.touched.get(day.numberId) ?? day.from, day.from));
    } else if (verdict === "same") summary.duplicates += day.rows;
    else {
      summary.skipped += day.rows;
      options.refused?.(lineOf(job.old, day), {
        field: "at",
        reason: "day_already_imported",
        mend: `${day.day} of this number was imported from another file: undo that import first.`,
      });
    }
  }
  const { workspaceId, zone, optOutGraceHours } = rules;
  await rememberOld(core.sql, {
    workspaceId,
    zone,
    optOutGraceHours,
    origin: job.origin,
    rows,
    now: options.now,
  });
}

/** Where the first row of the day stands. */
function lineOf(old: readonly OldLine[], day: OldDay): number {
  return old.find(({ row }) => row.numberId === day.numberId && row.at === day.from)?.line ?? 0;
}

function rowsOf(day: OldDay): OldDayRows {
  const { numberId, hours, total, breakdown, failures } = day;
  return {
    numberId,
    day: day.day,
    digest: digestOf(day.content),
    hours: hours.map(({ hour, counts }) => ({ numberId, hour: new Date(hour), ...counts })),
    days: [{ numberId, day: day.day, ...total }],
    breakdown: breakdown.map(({ hour, counts, ...label }) => ({
      numberId,
      ...label,
      hour: new Date(hour),
      ...counts,
    })),
    failures: failures.map(({ hour, ...rest }) => ({ numberId, hour: new Date(hour), ...rest })),
  };
}

/** 16 bytes of SHA-256 as a UUID. */
function digestOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
