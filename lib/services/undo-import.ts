import type { TransactionSql } from "postgres";
import { changeRollups } from "@/db/queries/change-rollups";
import { beginUndo, type ImportRow } from "@/db/queries/import-pages";
import { changeImport } from "@/db/queries/imports";
import { markDue } from "@/db/queries/insert-facts";
import { listSignals, lockPeople, setCounted, type Signal } from "@/db/queries/opt-outs";
import {
  deleteImportedEvents,
  type ImportedNumber,
  forgetKeys,
  listOthers,
  lockKeys,
  writeKeys,
} from "@/db/queries/take-back";
import {
  deleteImportedSignals,
  listImportedSignals,
  takeBackAnswers,
} from "@/db/queries/take-back-people";
import {
  deleteImportedFacts,
  deleteImportedRollups,
  deleteUnheardOf,
  forgetDerived,
  judgeAgain,
  listTraces,
} from "@/db/queries/undo-imports";
import type { Actor } from "@/lib/domain/audit";
import { noCounts } from "@/lib/domain/counts";
import type { Instant } from "@/lib/domain/event";
import { type Change, keysOfOthers, takeBack } from "@/lib/domain/import/take-back";
import { countedSignals } from "@/lib/domain/opt-out-count";
import { days } from "@/lib/domain/time";
import { AppError } from "@/lib/errors";
import { audit } from "./audit";
import type { Core } from "./core";
import { isUuid } from "@/lib/domain/is-uuid";
import type { WorkspaceRules } from "./source-book";

/** Small steps, each whole in itself: live events of the same hours wait for one step only. */
const rowsPerStep = 2000;
const peoplePerStep = 200;

/**
 * Takes everything back that an import brought. What live events said of the same messages and people stays. Repeating
 * changes nothing; one that broke off goes on where it stopped.
 */
export async function undoImport(
  core: Core,
  rules: WorkspaceRules,
  by: { actor: Actor; userId: string | undefined },
  id: string,
  clock: () => Date,
): Promise<void> {
  const { workspaceId } = rules;
  const begun = isUuid(id) ? await beginUndo(core.db, workspaceId, id, clock()) : "unknown";
  if (begun === "unknown") throw new AppError("not_found", "There is no such import.");
  if (begun === "running") {
    throw new AppError("conflict", "An import is still at work: wait until it is done.");
  }
  if (begun === "undone") return;
  const undo: Undo = { core, rules, job: begun, clock };
  await takeBackEvents(undo);
  await takeBackPeople(undo);
  await close(undo, by);
}

interface Undo {
  core: Core;
  rules: WorkspaceRules;
  job: ImportRow;
  clock: () => Date;
}

/** Until nothing is left to do. Everything that is done in steps tells that it is still alive. */
async function inSteps(
  { core, rules, job, clock }: Undo,
  step: (tx: TransactionSql) => Promise<number>,
): Promise<void> {
  let done: number;
  do {
    done = (await core.sql.begin(step)) as number;
    await changeImport(core.db, rules.workspaceId, job.id, { beatAt: clock() });
  } while (done > 0);
}

async function takeBackEvents(undo: Undo): Promise<void> {
  const { core, rules, job } = undo;
  const { workspaceId } = rules;
  const reached = Object.entries(job.reach);
  const whole = spanOf(reached.map(([, span]) => span));
  const traces = await core.sql.begin((tx) =>
    listTraces(
      tx,
      workspaceId,
      job.origin,
      reached.map(([numberId]) => numberId),
    ),
  );
  for (const { numberId } of traces as { numberId: string }[]) {
    const own = { workspaceId, numberId, origin: job.origin };
    const [from, to] = job.reach[numberId] ?? whole;
    for (let day = from; day < to; day += days(1)) await takeBackDay(undo, own, day);
    await core.sql.begin((tx) => forgetKeys(tx, own));
  }
}

async function takeBackDay(undo: Undo, own: ImportedNumber, day: Instant): Promise<void> {
  const { zone } = undo.rules;
  await inSteps(undo, async (tx) => {
    const rows = await deleteImportedEvents(tx, own, [day, day + days(1)], rowsPerStep);
    const keys = await lockKeys(tx, own, [...new Set(rows.map(({ key }) => key))].sort());
    const others = await listOthers(tx, own, keysOfOthers(rows, keys));
    const taken = takeBack(rows, keys, others);
    await writeKeys(tx, own, taken.keys);
    await changeRollups(tx, { ...own, zone }, taken);
    return rows.length;
  });
}

/** For numbers that were merged since: whatever the import reached may be theirs now. */
function spanOf(spans: readonly (readonly [Instant, Instant])[]): [Instant, Instant] {
  const from = spans.map(([start]) => start);
  const to = spans.map(([, end]) => end);
  return spans.length === 0 ? [0, 0] : [Math.min(...from), Math.max(...to)];
}

async function takeBackPeople(undo: Undo): Promise<void> {
  const { rules, job, clock } = undo;
  const { workspaceId } = rules;
  await inSteps(undo, async (tx) => {
    const found = await listImportedSignals(tx, workspaceId, job.origin, peoplePerStep);
    await lockPeople(tx, workspaceId, [...new Set(found.map(({ person }) => person))].sort());
    for (const { numberId, person } of found) await takeBackSignals(tx, undo, numberId, person);
    return found.length;
  });
  await inSteps(undo, (tx) =>
    takeBackAnswers(tx, workspaceId, job.origin, clock().getTime(), peoplePerStep),
  );
}

/** One person who stops is one opt-out in seven days: without the file's signals another one may be the first. */
async function takeBackSignals(
  tx: TransactionSql,
  { rules, job }: Undo,
  numberId: string,
  person: string,
): Promise<void> {
  const { workspaceId, zone } = rules;
  const signals = await listSignals(tx, workspaceId, numberId, [person]);
  const left = signals.filter(({ origin }) => origin !== job.origin);
  const counted = countedSignals(left.map(({ at }) => at));
  const changes = signals
    .filter((signal) => signal.origin === job.origin && signal.counted)
    .map((signal) => changeOf(signal, -1));
  for (const signal of left) {
    const counts = counted.has(signal.at);
    if (signal.counted === counts) continue;
    await setCounted(tx, workspaceId, signal, counts);
    changes.push(changeOf(signal, counts ? 1 : -1));
  }
  await deleteImportedSignals(tx, workspaceId, job.origin, numberId, person);
  const owner = { workspaceId, zone, numberId, origin: job.origin };
  await changeRollups(tx, owner, { changes, failures: [] });
}

function changeOf(signal: Signal, optedOut: 1 | -1): Change {
  const { at, category, country, template, campaign, list } = signal;
  return {
    at,
    category,
    country: country ?? null,
    template: template ?? null,
    campaign: campaign ?? null,
    list: list ?? null,
    counts: { ...noCounts, optedOut },
  };
}

/** All at once: the import's own rollups go, and what they were the ground of is worked out again. */
async function close(undo: Undo, by: { actor: Actor; userId: string | undefined }): Promise<void> {
  const { core, rules, job, clock } = undo;
  const { workspaceId } = rules;
  const now = clock();
  const rawFrom = new Date(now.getTime() - days(rules.rawRetentionDays));
  await core.sql.begin(async (tx) => {
    const traces = await listTraces(tx, workspaceId, job.origin, Object.keys(job.reach));
    await deleteImportedRollups(tx, rules, job, rawFrom);
    await deleteImportedFacts(tx, workspaceId, job.origin, now);
    for (const trace of traces) await forgetDerived(tx, rules, trace);
    const gone = new Set(await deleteUnheardOf(tx, workspaceId, job.startedAt));
    for (const trace of traces.filter(({ numberId }) => !gone.has(numberId))) {
      await markDue(tx, workspaceId, "score", trace.numberId, now);
      await judgeAgain(tx, workspaceId, trace, now);
    }
  });
  await core.db.transaction(async (tx) => {
    await changeImport(tx, workspaceId, job.id, {
      state: "undone",
      undoneAt: now,
      undoneBy: by.userId ?? null,
      error: null,
    });
    const target = { kind: "import", id: job.id, name: job.file };
    await audit(tx, workspaceId, by.actor, { action: "import_undone", target }, now);
  });
}
