import type { Instant, MessagingLimit, Rating } from "@/lib/domain/event";
import { hours, hourStart, startOfDay, addDays } from "@/lib/domain/time";
import { sum } from "./arithmetic";
import { bandOf, sumUp } from "./close";
import { blockRate, messagesAfterNo, optOutRate, optOutSurge, reportRate } from "./consent";
import { coverageOf, type Sight, sightOf, type Signal, signals, signalWeights } from "./coverage";
import { factLines, stoppedBy } from "./facts";
import type { Floor } from "./floor";
import { floorsOf } from "./floors";
import { type History, historyOf, volumeOf, weekAges } from "./history";
import type { Factor, Judged } from "./judged";
import {
  type Band,
  bandEdges,
  type FactLine,
  type RatingNow,
  type Restriction,
  type ScoreLine,
  type Sending,
} from "./line";
import { firstContactShare, unreachableRate } from "./list";
import { lockOf } from "./lock";
import { growthRefused, pastRestriction, templatePaused, templateQuality } from "./platform";
import { countryBlocked, templateMiscategorised, templateRejected } from "./policy";
import { messageFrequency, volumeSurge } from "./pressure";
import { limitOf, ratingChangesAt, ratingOf } from "./rating";
import { readRate } from "./reads";
import { type TopReason, topReason } from "./reason";
import { withNames } from "./names";
import { restrictionOf, sendingOf } from "./sending";
import { type Sanctions, sanctionsOf } from "./sanctions";
import {
  type BusinessProof,
  emptyWindow,
  type Fact,
  noProof,
  type NumberWindow,
  type SourceSight,
} from "./window";

export const model = "1";

/** JSON-safe. Null `score` means "not enough to judge" (band `unknown`); then the lines sum to `behaviour`. */
export interface Score {
  score: number | null;
  /** The sum before floors, so that recovery shows under a restriction. */
  behaviour: number;
  band: Band;
  /** 0 to 1, whole hundredths. */
  coverage: number;
  /** What the coverage is made of; `seen` is 0, 0.5 or 1. */
  signals: readonly { signal: Signal; weight: number; seen: number }[];
  model: typeof model;
  lines: readonly ScoreLine[];
  facts: readonly FactLine[];
  sending: Sending;
  restriction: Restriction | null;
  quality: Rating;
  rating: RatingNow;
  limit: MessagingLimit | null;
  topReason: TopReason;
  /** What an unknown number still needs: messages of its nearest rate. */
  progress: { have: number; need: number } | null;
  /** Marketing messages sent in 7 days: last part of the sort key. */
  marketing7d: number;
  /** When the score may change without any event: the next full hour at the latest. */
  nextChangeAt: Instant;
}

/** In the order of the page. Adding a factor is adding a function, its name and its words. */
const factors: readonly Factor[] = [
  optOutRate,
  optOutSurge,
  messagesAfterNo,
  blockRate,
  reportRate,
  unreachableRate,
  firstContactShare,
  readRate,
  volumeSurge,
  messageFrequency,
  templateRejected,
  templateMiscategorised,
  countryBlocked,
  templateQuality,
  templatePaused,
  growthRefused,
  pastRestriction,
];

/** Pure: the same window gives the same score, in production, in the backtest and in a what-if. */
export function scoreNumber(window: NumberWindow): Score {
  const sanctions = sanctionsOf(window);
  const history = historyOf(window, sanctions.reinstatedAt);
  const rating = ratingOf(window);
  const sight = sightOf(window, rating);
  const judged = factors.map((factor) => factor({ history, sanctions, sight }));
  return close({ window, sanctions, history, rating, sight }, judged);
}

/** What proves that a restriction of the account is over, from all its numbers and sources. */
export interface AccountSight {
  lastBusiness?: BusinessProof;
  sources?: readonly SourceSight[];
}

/** An account's own row: what WhatsApp has done to it, without any number's traffic. */
export function scoreAccount(
  facts: readonly Fact[],
  now: Instant,
  zone: string,
  { lastBusiness = noProof, sources = [] }: AccountSight = {},
): Score {
  const proofs = { number: lastBusiness, account: lastBusiness };
  const score = scoreNumber({ ...emptyWindow(now, zone), facts, sources, lastBusiness: proofs });
  const lines = score.lines.filter((line) => line.family === "platform" || line.points !== 0);
  return { ...score, lines, progress: null };
}

interface Findings {
  window: NumberWindow;
  sanctions: Sanctions;
  history: History;
  rating: RatingNow;
  sight: Sight;
}

function close(
  { window, sanctions, history, rating, sight }: Findings,
  judged: readonly Judged[],
): Score {
  const floors = floorsOf({ history, sanctions, rating });
  const { lines, behaviour, score } = sumUp(
    judged.map(({ line }) => line),
    floors,
  );
  const coverage = coverageOf(sight);
  const progress = judged.flatMap((one) => one.progress ?? []);
  const unknown =
    floors.length === 0 &&
    score < bandEdges.watch &&
    (coverage < knownFrom || progress.every(({ have, need }) => have < need));
  const band = unknown ? "unknown" : bandOf(score);
  const nearest = unknown ? nearestOf(progress) : null;
  const lockedSince = lockOf(history, sanctions);
  const stopped = stoppedBy(history);
  return {
    score: unknown ? null : score,
    behaviour,
    band,
    coverage,
    signals: signals.map((signal) => ({
      signal,
      weight: signalWeights[signal],
      seen: sight[signal],
    })),
    model,
    lines: lines.map((line) => withNames(line, window.spotlight)),
    facts: factLines(history),
    sending: sendingOf(sanctions, lockedSince, stopped),
    restriction: restrictionOf(sanctions, lockedSince, window.zone),
    quality: rating.freshness === "stale" ? "unknown" : rating.value,
    rating,
    limit: limitOf(window),
    topReason: topReason({
      band,
      lines,
      floors,
      behaviour,
      stopped,
      progress: nearest,
      campaign: window.spotlight?.campaign ?? null,
    }),
    progress: nearest,
    marketing7d: sum(weekAges.map((age) => volumeOf(history, age))),
    nextChangeAt: nextChange({ window, sanctions, history, rating, sight }, floors),
  };
}

/** Under this share of what could be seen, a low score says nothing. */
const knownFrom = 0.4;

function nearestOf(
  progress: readonly { have: number; need: number }[],
): { have: number; need: number } | null {
  return (
    progress.toSorted((left, right) => right.have / right.need - left.have / left.need)[0] ?? null
  );
}

/** Matured reads and codes move with the hour, dates with midnight, facts with their own clocks. */
function nextChange(
  { window, sanctions, history, rating }: Findings,
  floors: readonly Floor[],
): Instant {
  const moments = [
    hourStart(window.now, window.zone) + hours(1),
    startOfDay(addDays(history.today, 1), window.zone),
    ratingChangesAt(rating),
    ...floors.map(({ changesAt }) => changesAt),
    ...sanctions.restrictions.map(({ until }) => until),
  ];
  return Math.min(
    ...moments.filter((moment) => moment !== null && moment > window.now).map(Number),
  );
}
