import { setTimeout as sleep } from "node:timers/promises";
import type { Sql } from "postgres";
import { ensureDays } from "@/db/queries/partitions";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { commitBatch, type PeopleRow } from "@/lib/services/commit-batch";
import type { Committer, RowVerdict } from "@/lib/services/commit-events";
import type { WorkspaceRules } from "@/lib/services/source-book";
import { urgentNumbers } from "./urgent";

export interface CommitterOptions {
  /** Rows waiting, over all workspaces; one workspace may fill half of it. */
  mostWaiting: number;
  mostPerFlush: number;
  lanes: number;
  clock: () => number;
  /** Called after each commit with the workspace that changed. */
  committed: (workspaceId: string) => void;
}

export interface RunningCommitter extends Committer {
  waiting(): number;
  /** Resolves when nothing waits and nothing is in flight. */
  drain(): Promise<void>;
}

/** Rows of one request that travel in one lane. */
interface Parcel {
  rules: WorkspaceRules;
  rows: readonly PeopleRow[];
  resolve(verdicts: RowVerdict[]): void;
  reject(error: unknown): void;
}

interface Lane {
  /** Waiting parcels per workspace; workspaces are served in turn (Map order). */
  queues: Map<string, Parcel[]>;
  busy: boolean;
}

/**
 * Group commit: requests that arrive together share one flush, and each waits until the flush that holds its rows is
 * committed. No timer: a lane flushes as soon as it is free. Rows of one number always travel in the same lane, so
 * lanes never wait for each other.
 */
export function makeCommitter(sql: Sql, options: CommitterOptions): RunningCommitter {
  const lanes: Lane[] = Array.from({ length: options.lanes }, () => ({
    queues: new Map(),
    busy: false,
  }));
  const days = new Set<number>();
  const waitingOf = new Map<string, number>();
  let waiting = 0;

  const count = (workspaceId: string, rows: number) => {
    waiting += rows;
    const left = (waitingOf.get(workspaceId) ?? 0) + rows;
    if (left > 0) waitingOf.set(workspaceId, left);
    else waitingOf.delete(workspaceId);
  };

  const flush = async (lane: Lane): Promise<void> => {
    if (lane.busy) return;
    lane.busy = true;
    for (
      let parcels = take(lane, options.mostPerFlush);
      parcels.length > 0;
      parcels = take(lane, options.mostPerFlush)
    ) {
      await commitParcels(sql, parcels, days, options);
      for (const { rules, rows } of parcels) count(rules.workspaceId, -rows.length);
    }
    lane.busy = false;
  };

  return {
    commit(rules, rows) {
      const { workspaceId } = rules;
      const own = (waitingOf.get(workspaceId) ?? 0) + rows.length;
      if (waiting + rows.length > options.mostWaiting || own > options.mostWaiting / 2) {
        throw new AppError(
          "unavailable",
          "Too much is waiting to be stored: send again in a moment.",
          { retryAfterSeconds: 2 },
        );
      }
      count(workspaceId, rows.length);
      return split(rows, lanes, (part, lane) => {
        return new Promise<RowVerdict[]>((resolve, reject) => {
          const queue = lane.queues.get(workspaceId) ?? [];
          queue.push({ rules, rows: part, resolve, reject });
          lane.queues.set(workspaceId, queue);
          void flush(lane);
        });
      });
    },
    waiting: () => waiting,
    async drain() {
      while (waiting > 0) await sleep(5);
    },
  };
}

/** Hands each lane its rows and puts the verdicts back in the rows' order. */
async function split(
  rows: readonly PeopleRow[],
  lanes: Lane[],
  send: (part: readonly PeopleRow[], lane: Lane) => Promise<RowVerdict[]>,
): Promise<RowVerdict[]> {
  const parts = new Map<Lane, number[]>();
  rows.forEach((row, index) => {
    const lane = lanes[laneOf(row.numberId, lanes.length)];
    if (lane) parts.set(lane, [...(parts.get(lane) ?? []), index]);
  });
  const verdicts: RowVerdict[] = [];
  await Promise.all(
    [...parts].map(async ([lane, indexes]) => {
      const found = await send(
        indexes.map((index) => rows[index]).filter((row) => row !== undefined),
        lane,
      );
      found.forEach((verdict, at) => (verdicts[indexes[at] ?? 0] = verdict));
    }),
  );
  return verdicts;
}

/** The random end of a UUIDv7 spreads numbers over lanes. */
function laneOf(numberId: string, lanes: number): number {
  return Number.parseInt(numberId.slice(-4), 16) % lanes;
}

/** The next parcels: of the workspace whose turn it is, up to the limit; the workspace then goes to the end of the line. */
function take(lane: Lane, most: number): Parcel[] {
  const [next] = lane.queues;
  if (!next) return [];
  const [workspaceId, queue] = next;
  lane.queues.delete(workspaceId);
  const parcels: Parcel[] = [];
  let rows = 0;
  while (queue[0] && (parcels.length === 0 || rows + queue[0].rows.length <= most)) {
    rows += queue[0].rows.length;
    parcels.push(queue.shift() as Parcel);
  }
  if (queue.length > 0) lane.queues.set(workspaceId, queue);
  return parcels;
}

async function commitParcels(
  sql: Sql,
  parcels: Parcel[],
  days: Set<number>,
  options: CommitterOptions,
): Promise<void> {
  const [first] = parcels;
  if (!first) return;
  const rows = parcels.flatMap((parcel) => parcel.rows);
  try {
    await ensurePartitions(sql, rows, days);
    const verdicts = await commitRows(sql, first.rules, rows, options.clock());
    options.committed(first.rules.workspaceId);
    let from = 0;
    for (const parcel of parcels)
      parcel.resolve(verdicts.slice(from, (from += parcel.rows.length)));
  } catch (error) {
    log.error("flush failed", error, { rows: rows.length });
    const refusal = new AppError(
      "unavailable",
      "The events could not be stored: send them again.",
      { retryAfterSeconds: 5 },
    );
    for (const parcel of parcels) parcel.reject(refusal);
  }
}

/** A flush that the database refuses because of its content is tried again in halves, so that a poison event fails alone. */
async function commitRows(
  sql: Sql,
  rules: WorkspaceRules,
  rows: readonly PeopleRow[],
  now: number,
): Promise<RowVerdict[]> {
  try {
    const fresh = await commitBatch(sql, {
      workspaceId: rules.workspaceId,
      zone: rules.zone,
      optOutGraceHours: rules.optOutGraceHours,
      origin: 0,
      rows,
      urgent: urgentNumbers(rows),
      now,
    });
    return fresh.map((isNew) => (isNew ? "new" : "known"));
  } catch (error) {
    if (!isContentError(error)) throw error;
    if (rows.length === 1) {
      log.error("event refused by the database", error);
      return ["refused"];
    }
    const middle = Math.ceil(rows.length / 2);
    return [
      ...(await commitRows(sql, rules, rows.slice(0, middle), now)),
      ...(await commitRows(sql, rules, rows.slice(middle), now)),
    ];
  }
}

/** Classes 22 (data) and 23 (constraint): the rows are at fault, not the database. */
function isContentError(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return code.startsWith("22") || code.startsWith("23");
}

const dayMs = 86_400_000;

async function ensurePartitions(
  sql: Sql,
  rows: readonly PeopleRow[],
  days: Set<number>,
): Promise<void> {
  for (const row of rows) {
    const day = Math.floor(row.at / dayMs);
    if (days.has(day)) continue;
    await ensureDays(sql, new Date(row.at), new Date(row.at));
    days.add(day);
  }
}
