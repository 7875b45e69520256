import type { Db } from "@/db/client";
import { claimDue, failDue, listDue, type Claim, type Due, type DueKind } from "@/db/queries/due";
import { log } from "@/lib/log";
import { makeBell, type Bell } from "./bell";

/** Does one piece of taken work and finishes it. Throwing leaves it to its lease. */
export type Job = (claim: Claim, now: Date) => Promise<void>;

export interface LanePlan {
  name: string;
  /** What the work is claimed through. */
  db: Db;
  /** Begins at once when the web announces a change; else at its own next look. */
  woken: boolean;
  /** How many pieces of work go on at once. */
  slots: number;
  /** A crash or a failure gives the work back after this time. */
  leaseMs: number;
  jobs: Partial<Record<DueKind, Job>>;
}

export interface Lane {
  wake(): void;
  /** Resolves when the work in hand is done. */
  stop(): Promise<void>;
}

const batch = 50;
/** How long a lost NOTIFY may go unnoticed. */
const longestSleepMs = 500;
const sleepAfterFailureMs = 1000;

/** Called after each piece of work that succeeded. */
export type Done = (claim: Claim) => void;
type RunningPlan = LanePlan & { done: Done };

/** Candidates are read without a lock, shuffled so that several workers rarely want the same, and taken one by one. */
export function startLane(plan: LanePlan, done: Done = () => undefined): Lane {
  const bell = makeBell();
  const state = { stopping: false };
  const ended = runLane({ ...plan, done }, bell, state);
  return {
    wake: () => bell.ring(),
    async stop() {
      state.stopping = true;
      bell.ring();
      await ended;
    },
  };
}

async function runLane(plan: RunningPlan, bell: Bell, state: { stopping: boolean }): Promise<void> {
  while (!state.stopping) {
    try {
      const { ready, sleepMs } = await findWork(plan);
      await Promise.all(
        deal(shuffle(ready), plan.slots).map((hand) => workThrough(plan, hand, state)),
      );
      if (ready.length === 0) await bell.sleep(sleepMs);
    } catch (error) {
      log.error("worker cannot read its work", error, { lane: plan.name });
      await bell.sleep(sleepAfterFailureMs);
    }
  }
}

async function findWork(plan: LanePlan): Promise<{ ready: Due[]; sleepMs: number }> {
  const kinds = Object.keys(plan.jobs) as DueKind[];
  const now = Date.now();
  const candidates = await listDue(plan.db, kinds, batch);
  const ready = candidates.filter((candidate) => Date.parse(candidate.dueAt) <= now);
  const next = candidates[ready.length];
  const untilNext = next ? Date.parse(next.dueAt) - now : longestSleepMs;
  return { ready, sleepMs: Math.min(untilNext, longestSleepMs) };
}

/** All slots draw from one pile, so that a long piece of work holds up only its own slot. */
function deal(pile: Due[], slots: number): Iterable<Due>[] {
  const draw = function* () {
    for (let next = pile.pop(); next; next = pile.pop()) yield next;
  };
  return Array.from({ length: Math.min(slots, pile.length) }, draw);
}

async function workThrough(
  plan: RunningPlan,
  hand: Iterable<Due>,
  state: { stopping: boolean },
): Promise<void> {
  for (const candidate of hand) {
    if (state.stopping) return;
    await workOne(plan, candidate);
  }
}

async function workOne(plan: RunningPlan, candidate: Due): Promise<void> {
  const job = plan.jobs[candidate.kind];
  if (!job) return;
  const now = new Date();
  const claim = await claimDue(plan.db, candidate, new Date(now.getTime() + plan.leaseMs));
  if (!claim) return;
  try {
    await job(claim, now);
    plan.done(claim);
  } catch (error) {
    const { workspaceId, kind, targetId } = claim;
    log.error("work failed", error, { kind, workspaceId, targetId });
    await failDue(plan.db, claim, nameOf(error));
  }
}

/** A word for the row: messages may carry a statement's parameters. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const cause = error.cause as { code?: unknown } | undefined;
  return typeof cause?.code === "string" ? `${error.name} ${cause.code}` : error.name;
}

function shuffle<T>(items: T[]): T[] {
  for (let at = items.length - 1; at > 0; at -= 1) {
    const other = Math.floor(Math.random() * (at + 1));
    [items[at], items[other]] = [items[other] as T, items[at] as T];
  }
  return items;
}
