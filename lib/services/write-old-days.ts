import { createHash } from "node:crypto";
import { type OldDayRows, writeOldDay } from "@/db/queries/imports";
import { foldOldDays, type OldDay, type OldRow } from "@/lib/domain/old-days";
import { rememberOld } from "./commit-batch";
import type { Core } from "./core";
import type { Load } from "./import-events";
import type { WorkspaceRules } from "./source-book";

/** Days older than the raw retention: rollups only, each written once from all its rows. */
export async function writeOldDays(
  core: Core,
  rules: WorkspaceRules,
  { job, old, touched, options }: Pick<Load, "job" | "old" | "touched" | "options">,
): Promise<void> {
  for (const { line, rows } of old.days()) {
    for (const day of foldOldDays(rows, rules.zone)) {
      const verdict = await writeOldDay(core.db, rules.workspaceId, job, rowsOf(day));
      if (verdict === "written") {
        job.summary.accepted += day.rows;
        touched.set(day.numberId, Math.min(touched.get(day.numberId) ?? day.from, day.from));
      } else if (verdict === "same") job.summary.duplicates += day.rows;
      else await refuseDay(job, day, line);
    }
    await remember(core, rules, job.origin, rows, options.now);
    await job.beat();
  }
}

/** One line stands for the day; all its rows count as skipped. */
async function refuseDay(job: Load["job"], day: OldDay, line: number): Promise<void> {
  job.summary.skipped += day.rows - 1;
  await job.refuse(line, {
    field: "at",
    reason: "day_already_imported",
    mend: `${day.day} of this number was imported from another file: undo that import first.`,
  });
}

async function remember(
  core: Core,
  { workspaceId, zone, optOutGraceHours }: WorkspaceRules,
  origin: number,
  rows: readonly OldRow[],
  now: number,
): Promise<void> {
  await rememberOld(core.sql, { workspaceId, zone, optOutGraceHours, origin, rows, now });
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
