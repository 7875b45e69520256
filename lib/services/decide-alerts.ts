import type { AlertState, OpenAlertCells } from "@/db/queries/alert-state";
import { endPending, listRecentTellings, startPending } from "@/db/queries/alerts";
import type { Db } from "@/db/client";
import { decideAlert } from "@/lib/domain/alert/decide";
import type { AlertDecision, OpenAlert, Surroundings } from "@/lib/domain/alert/decision";
import { evaluateRules, findParent, unmentioned } from "@/lib/domain/alert/evaluate";
import { nightEnd } from "@/lib/domain/alert/night";
import { policies, type Target } from "@/lib/domain/alert/rule";
import type { Observation } from "@/lib/domain/alert/seen";
import { wakeAfter } from "@/lib/domain/alert/wake";
import type { Score } from "@/lib/domain/score/score";
import { minutes } from "@/lib/domain/time";
import { loadAlertInput, type LoadedAlerts } from "./alert-input";
import { applyAlertDecision } from "./apply-alert-decision";
import type { Core } from "./core";
import type { Telling } from "./story-occasion";

/** When the target must be looked at again for its alerts, if nothing happens before. */
export interface Decided {
  wakeAt: Date | undefined;
  /** Whether any alert of the target is open now. */
  open: boolean;
}

/**
 * Evaluates every rule for one target and writes what follows: alerts, notes and the outbox, all in `db`, the transaction
 * that writes the score. Nothing leaves here; repeating it at the same moment changes nothing.
 */
export async function decideAlerts(
  core: Core,
  db: Db,
  subject: { workspaceId: string; target: Target; score: Score | undefined },
  now: Date,
): Promise<Decided> {
  const { workspaceId, target, score } = subject;
  const telling = { core, db, workspaceId, now };
  const loaded = await loadAlertInput(telling, target, score, now);
  if (!loaded) return { wakeAt: undefined, open: false };
  const moments: number[] = [];
  let open = false;
  const observed = evaluateRules(loaded.input);
  const high = isTurningHigh(loaded, observed);
  for (const seen of [...observed, ...endedSilently(loaded, observed)]) {
    const awaited = high && seen.rule === "campaign_wrong";
    const after = await decideOne(telling, loaded, seen, awaited);
    open ||= after.open;
    if (after.wakeAt !== undefined) moments.push(after.wakeAt);
  }
  return { wakeAt: moments.length > 0 ? new Date(Math.min(...moments)) : undefined, open };
}

/** Open alerts that no rule mentions any more: a template that is gone, a campaign that has left the window. */
function endedSilently(
  { state, input }: LoadedAlerts,
  observed: readonly Observation[],
): Observation[] {
  const mentioned = new Set(observed.map(({ rule, scope }) => `${rule}:${scope}`));
  return ownAlerts(state, input.target)
    .filter(({ rule, scope }) => !mentioned.has(`${rule}:${scope}`))
    .map(({ rule, scope }) => unmentioned(rule, scope));
}

/** High now, not told yet, and not closed by a person not long ago. */
function isTurningHigh({ state, input }: LoadedAlerts, observed: readonly Observation[]): boolean {
  const isHigh = ({ rule }: { rule: string }) => rule === "number_high";
  const closed = state.past.some(
    (past) =>
      isHigh(past) &&
      past.because === "by_hand" &&
      input.now - past.resolvedAt < policies.number_high.coolingMs,
  );
  const firing = observed.some((seen) => isHigh(seen) && seen.verdict === "firing");
  return firing && !closed && !ownAlerts(state, input.target).some(isHigh);
}

function ownAlerts({ open }: AlertState, { kind, id }: Target): OpenAlertCells[] {
  return open.filter(({ targetKind, targetId }) => targetKind === kind && targetId === id);
}

async function decideOne(
  telling: Telling,
  loaded: LoadedAlerts,
  seen: Observation,
  awaited: boolean,
): Promise<{ wakeAt: number | undefined; open: boolean }> {
  const { state, input } = loaded;
  const open = toOpenAlert(ownAlerts(state, input.target).find(isOf(seen)));
  const pending = state.pending.find(isOf(seen));
  if (!open && !pending && seen.verdict !== "firing") {
    return { wakeAt: seen.changesAt, open: false };
  }

  const policy = policies[seen.rule];
  const around = { ...(await surroundingsOf(telling, loaded, seen, open)), awaited };
  const decision = decideAlert(open, seen, around, policy, input.now);
  await keepPending(telling, loaded, seen, decision);
  const after = await applyAlertDecision(telling, loaded, { open, seen, around, decision });
  const pended = pendingAround(around, decision, input.now);
  return { wakeAt: wakeAfter(after, seen, pended, policy, input.now), open: after !== undefined };
}

function isOf(seen: Observation) {
  return ({ rule, scope }: { rule: string; scope: string }) =>
    rule === seen.rule && scope === seen.scope;
}

function toOpenAlert(cells: OpenAlertCells | undefined): OpenAlert | undefined {
  return (
    cells && {
      id: cells.id,
      rule: cells.rule,
      scope: cells.scope,
      severity: cells.severity,
      openedAt: cells.openedAt,
      acknowledgedAt: cells.acknowledgedAt ?? undefined,
      cleanSince: cells.cleanSince ?? undefined,
      lastToldAt: cells.lastToldAt ?? undefined,
      tellAfter: cells.tellAfter ?? undefined,
      adminsToldAt: cells.adminsToldAt ?? undefined,
    }
  );
}

async function surroundingsOf(
  telling: Telling,
  { state, input }: LoadedAlerts,
  seen: Observation,
  open: OpenAlert | undefined,
): Promise<Omit<Surroundings, "awaited">> {
  const elsewhere = state.open.map(({ id, rule, targetKind, targetId, openedAt }) => ({
    id,
    rule,
    openedAt,
    target: { kind: targetKind, id: targetId },
  }));
  return {
    pendingSince: state.pending.find(isOf(seen))?.since,
    mutedUntil: state.mutedUntil ?? undefined,
    parent: findParent(seen, input.target, elsewhere),
    past: state.past.find(isOf(seen)),
    flood: open ? false : await isFlood(telling, state, seen),
    nightUntil: nightEnd(input.now, state.zone),
  };
}

const floodWithin = minutes(10);
const floodFrom = 5;

/** Many alerts within minutes, or the same one on a sister number of the account: one incident, one mail. */
async function isFlood(
  { db, workspaceId, now }: Telling,
  { accountId }: AlertState,
  seen: Observation,
): Promise<boolean> {
  if (seen.verdict !== "firing") return false;
  const from = new Date(now.getTime() - floodWithin);
  const told = await listRecentTellings(db, workspaceId, from);
  const sisters = told.some(
    (other) => other.rule === seen.rule && accountId !== null && other.accountId === accountId,
  );
  return sisters || (!policies[seen.rule].sanction && told.length >= floodFrom);
}

/** A rule that waits is remembered from its first evaluation on, and forgotten as soon as it stops firing. */
async function keepPending(
  { db, workspaceId, now }: Telling,
  { state, input }: LoadedAlerts,
  seen: Observation,
  decision: AlertDecision,
): Promise<void> {
  const key = { workspaceId, target: input.target, rule: seen.rule, scope: seen.scope };
  const isPending = state.pending.some(isOf(seen));
  const waits = decision.action === "none" && decision.because === "pending";
  const hasPending = policies[seen.rule].pendingMs > 0;
  if (waits && hasPending && !isPending) await startPending(db, key, now);
  if (isPending && (seen.verdict !== "firing" || decision.action === "open")) {
    await endPending(db, key);
  }
}

function pendingAround(around: Surroundings, decision: AlertDecision, now: number): Surroundings {
  const begins = decision.action === "none" && decision.because === "pending";
  return begins ? { ...around, pendingSince: around.pendingSince ?? now } : around;
}

/** Whichever comes first: the score's own next change, or that of its alerts. */
export function earlier(left: Date, right: Date | undefined): Date {
  return right && right < left ? right : left;
}
