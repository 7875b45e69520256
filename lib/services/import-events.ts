import { markReconstruct } from "@/db/queries/imports";
import { ensureDays } from "@/db/queries/partitions";
import type { Instant } from "@/lib/domain/event";
import { canonicalKey } from "@/lib/providers/keys";
import { scrubEvent } from "@/lib/providers/scrub";
import { readOwnEvent } from "@/lib/providers/standard/own-event";
import { AppError } from "@/lib/errors";
import { commitBatch } from "./commit-batch";
import { commitScrubbed, type Committer, type Placed } from "./commit-events";
import type { Core } from "./core";
import { openImport, type RunningImport } from "./import-job";
import type { FileRow, ImportOptions, ImportSummary } from "./import-options";
import { makeOldRows, type OldRows } from "./old-rows";
import { makePositionCounter, type PositionCounter } from "./position-counter";
import { makeRegistry } from "./registry";
import type { WorkspaceRules } from "./source-book";
import { writeOldDays } from "./write-old-days";

const batchSize = 1000;

/**
 * Loads history. Rows within the raw retention go the way of live events under the import's own origin; older days
 * become rollups only. A second run of the same file adds nothing. When the file breaks off, what was taken stays, and
 * no old day is written from a part of its rows.
 */
export async function importEvents(
  core: Core,
  rules: WorkspaceRules,
  rows: AsyncIterable<FileRow>,
  options: ImportOptions,
): Promise<ImportSummary & { id: string }> {
  const job = await openImport(core, rules.workspaceId, options);
  const load: Load = {
    core,
    rules,
    job,
    options,
    touched: new Map(),
    old: makeOldRows(rules.zone),
    positions: makePositionCounter(),
  };
  try {
    await takeRows(load, rows);
    await writeOldDays(core, rules, load);
  } catch (error) {
    await judgeAgain(load);
    await job.finish({ state: "failed", error: whyOf(error) });
    throw error;
  }
  await judgeAgain(load);
  await job.finish({ state: "done" });
  return { ...job.summary, id: job.id };
}

/** What one run of an import works with. */
export interface Load {
  core: Core;
  rules: WorkspaceRules;
  job: RunningImport;
  options: ImportOptions;
  /** The earliest moment of each number that was touched. */
  touched: Map<string, Instant>;
  old: OldRows;
  positions: PositionCounter;
}

async function takeRows(load: Load, rows: AsyncIterable<FileRow>): Promise<void> {
  const { core, job, options, rules, old } = load;
  const context = {
    ...core,
    registry: makeRegistry(core.sql),
    announce: () => {},
    committer: directCommitter(load),
  };
  let batch: Placed[] = [];
  const flush = async () => {
    const receipt = await commitScrubbed(context, rules, batch, {
      now: options.now,
      origin: job.origin,
      keepOld: (row, line) => old.add(row, line),
    });
    batch = [];
    job.summary.accepted += receipt.accepted;
    job.summary.duplicates += receipt.duplicates;
    for (const { index, ...refusal } of receipt.skipped) await job.refuse(index, refusal);
    await job.beat();
  };
  let done = 0;
  for await (const row of rows) {
    const read = readRow(row, load);
    if ("placed" in read) batch.push({ index: row.line, event: read.placed });
    else await job.refuse(row.line, read.refusal);
    if (batch.length === batchSize) await flush();
    options.progress?.((done += 1));
    if (done % batchSize === 0) await job.beat();
  }
  if (batch.length > 0) await flush();
}

async function judgeAgain({ core, rules, touched, options }: Load): Promise<void> {
  for (const [numberId, from] of touched) {
    const { workspaceId } = rules;
    await markReconstruct(core.db, workspaceId, numberId, new Date(from), new Date(options.now));
  }
}

/** What an administrator can do something about; the rest is in the log of whoever called. */
function whyOf(error: unknown): string {
  return error instanceof AppError ? error.message : "broke_off";
}

function readRow({ row, refusal }: FileRow, { rules, options, positions }: Load) {
  if (refusal) return { refusal };
  const read = readOwnEvent(row, {
    origin: "import",
    now: options.now,
    ...(options.number !== undefined && { number: options.number }),
  });
  if ("refusal" in read) {
    const { field, reason, mend } = read.refusal;
    return { refusal: { field, reason, mend } };
  }
  const placed = scrubEvent(read.event, rules.hashOf(read.event.number));
  if (placed.keyOf !== "content") return { placed };
  // Equal rows of one file are told apart by their position among their equals.
  const named = read.event.number;
  const owner = `${named?.e164 ?? ""} ${named?.phoneNumberId ?? ""}`;
  const position = positions.next(owner, placed.key);
  return {
    placed:
      position === 0 ? placed : { ...placed, key: canonicalKey(read.event, rules.hash, position) },
  };
}

/** Commits at once, without the group: an import is one client that waits for each batch anyway. */
function directCommitter({ core, job, options, touched }: Load): Committer {
  const days = new Set<string>();
  return {
    async commit(rules, rows) {
      await job.reachTo(rows);
      for (const row of rows) {
        const day = new Date(row.at).toISOString().slice(0, 10);
        if (!days.has(day)) await ensureDays(core.sql, new Date(row.at), new Date(row.at));
        days.add(day);
        touched.set(row.numberId, Math.min(touched.get(row.numberId) ?? row.at, row.at));
      }
      const { workspaceId, zone, optOutGraceHours } = rules;
      const fresh = await commitBatch(core.sql, {
        workspaceId,
        zone,
        optOutGraceHours,
        origin: job.origin,
        rows,
        now: options.now,
      });
      return fresh.map((isNew) => (isNew ? "new" : "known"));
    },
  };
}
