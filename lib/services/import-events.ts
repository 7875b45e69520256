import { ensureDays } from "@/db/queries/partitions";
import { finishImport, markReconstruct, startImport } from "@/db/queries/imports";
import type { SkippedPart } from "@/lib/domain/event";
import { canonicalKey } from "@/lib/providers/keys";
import { scrubEvent } from "@/lib/providers/scrub";
import { readOwnEvent } from "@/lib/providers/standard/own-event";
import { commitBatch, type PeopleRow } from "./commit-batch";
import { commitScrubbed, type Committer, type Placed, type Receipt } from "./commit-events";
import type { Core } from "./core";
import type { ImportOptions, ImportSummary } from "./import-options";
import { newId } from "./new-id";
import { makeRegistry } from "./registry";
import type { WorkspaceRules } from "./source-book";
import { type OldLine, writeOldDays } from "./write-old-days";

/** One line of a file: the object it holds, or why it holds none. */
export interface FileRow {
  line: number;
  row?: unknown;
  refusal?: Omit<SkippedPart, "index">;
}

const batchSize = 1000;

/**
 * Loads history. Rows within the raw retention go the way of live events under the import's own origin; older days
 * become rollups only. A second run of the same file adds nothing.
 */
export async function importEvents(
  core: Core,
  rules: WorkspaceRules,
  rows: AsyncIterable<FileRow>,
  options: ImportOptions,
): Promise<ImportSummary> {
  const job = await startImport(core.db, rules.workspaceId, {
    id: newId(new Date(options.now)),
    file: options.file,
    now: new Date(options.now),
  });
  const summary: ImportSummary = { accepted: 0, duplicates: 0, skipped: 0 };
  const touched = new Map<string, number>();
  const old: OldLine[] = [];
  const context = {
    ...core,
    registry: makeRegistry(core.sql),
    announce: () => {},
    committer: directCommitter(core, job.origin, options.now, touched),
  };
  const names = makePositions();
  let batch: Placed[] = [];

  const flush = async () => {
    const keepOld = (row: PeopleRow, line: number) => old.push({ line, row });
    const receipt = await commitScrubbed(context, rules, batch, { now: options.now, keepOld });
    batch = [];
    addReceipt(summary, receipt, options);
  };
  let done = 0;
  for await (const { line, row, refusal } of rows) {
    const read = refusal ? { refusal } : readRow(row, rules, options, names);
    if ("placed" in read) batch.push({ index: line, event: read.placed });
    else refuse(summary, line, read.refusal, options);
    if (batch.length === batchSize) await flush();
    options.progress?.((done += 1));
  }
  if (batch.length > 0) await flush();
  await writeOldDays(core, rules, { ...job, old, touched }, summary, options);
  for (const [numberId, from] of touched) {
    await markReconstruct(
      core.db,
      rules.workspaceId,
      numberId,
      new Date(from),
      new Date(options.now),
    );
  }
  await finishImport(core.db, rules.workspaceId, job.id, {
    ...summary,
    finishedAt: new Date(options.now),
  });
  return summary;
}

function readRow(
  row: unknown,
  rules: WorkspaceRules,
  options: ImportOptions,
  positions: Positions,
) {
  const read = readOwnEvent(row, {
    origin: "import",
    now: options.now,
    ...(options.number !== undefined && { number: options.number }),
  });
  if ("refusal" in read) {
    const { field, reason, mend } = read.refusal;
    return { refusal: { field, reason, mend } };
  }
  const placed = scrubEvent(read.event, rules.hash);
  if (placed.keyOf !== "content") return { placed };
  const named = read.event.number;
  const position = positions.next(
    `${named?.e164 ?? ""} ${named?.phoneNumberId ?? ""} ${placed.key}`,
  );
  return {
    placed:
      position === 0 ? placed : { ...placed, key: canonicalKey(read.event, rules.hash, position) },
  };
}

/** Equal rows of one file are told apart by their position among their equals. */
interface Positions {
  next(content: string): number;
}

function makePositions(): Positions {
  const counts = new Map<string, number>();
  return {
    next(content) {
      const position = counts.get(content) ?? 0;
      counts.set(content, position + 1);
      return position;
    },
  };
}

function refuse(
  summary: ImportSummary,
  line: number,
  refusal: Omit<SkippedPart, "index">,
  options: ImportOptions,
): void {
  summary.skipped += 1;
  options.refused?.(line, refusal);
}

function addReceipt(summary: ImportSummary, receipt: Receipt, options: ImportOptions): void {
  summary.accepted += receipt.accepted;
  summary.duplicates += receipt.duplicates;
  for (const { index, ...refusal } of receipt.skipped) refuse(summary, index, refusal, options);
}

/** Commits at once, without the group: an import is one client that waits for each batch anyway. */
function directCommitter(
  core: Core,
  origin: number,
  now: number,
  touched: Map<string, number>,
): Committer {
  const days = new Set<string>();
  return {
    async commit(rules, rows) {
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
        origin,
        rows,
        now,
      });
      return fresh.map((isNew) => (isNew ? "new" : "known"));
    },
  };
}
