import type { PortfolioRow, SightRow } from "@/db/queries/portfolio";
import { adviceOf, reasonOf, whyOf } from "@/lib/domain/advice";
import { silenceAllowedMs } from "@/lib/domain/alert/sight";
import { lineNames } from "@/lib/domain/catalogue/names";
import type { Instant } from "@/lib/domain/event";
import { nameOfNumber } from "@/lib/domain/phone";
import { advicesOf, meaningOf, ratingNote, sentenceOf } from "@/lib/domain/number-words";
import type { Restriction, ScoreLine } from "@/lib/domain/score/line";
import { model, type Score } from "@/lib/domain/score/score";
import type { FactorJson, NumberJson, RestrictionJson } from "@/lib/wire/number";

/** N of the contract. */
export function toNumberJson(
  row: PortfolioRow,
  sight: SightRow | undefined,
  zone: string,
  now: Instant,
): NumberJson {
  const freshness = freshnessOf(row, sight, now);
  const judged = row.score ? judgedParts(row.score, zone, now) : unjudged;
  return {
    id: row.id,
    number: row.number,
    name: nameOfNumber(row),
    givenName: row.givenName,
    whatsappName: row.whatsappName,
    client: row.clientId === null ? null : { id: row.clientId, name: row.client ?? "" },
    account: row.account,
    accountName: row.accountName,
    accountGivenName: row.accountGivenName,
    probability7d: null,
    probabilityBasis: null,
    interval: null,
    ...judged,
    ...(freshness === "stale" && unseen),
    freshness,
    lastEventAt: iso(row.lastEventAt),
    scoredAt: iso(row.scoredAt),
    sparkline: row.sparkline ?? [],
    scoreDayAgo: row.scoreDayAgo,
    lastSeenScore: lastSeenOf(row, freshness),
    alert: row.alert && {
      ...row.alert,
      openedAt: momentOf(row.alert.openedAt),
      acknowledgedAt: iso(row.alert.acknowledgedAt),
    },
    mutedUntil: iso(row.mutedUntil),
  };
}

type JudgedParts = Pick<
  NumberJson,
  | "score"
  | "behaviour"
  | "band"
  | "coverage"
  | "model"
  | "factors"
  | "sending"
  | "restriction"
  | "quality"
  | "qualityNote"
  | "reason"
  | "reasonPoints"
  | "sentence"
  | "doNow"
  | "progress"
  | "marketing7d"
  | "seesBlocks"
>;

/** A number that nothing has been counted for yet. */
const unjudged: JudgedParts = {
  score: null,
  behaviour: 0,
  band: "unknown",
  coverage: 0,
  model,
  factors: [],
  sending: "ok",
  restriction: null,
  quality: "unknown",
  qualityNote: "not known",
  reason: "Nothing seen yet",
  reasonPoints: null,
  sentence: "",
  doNow: null,
  progress: null,
  marketing7d: 0,
  seesBlocks: false,
};

/** What is said first of a number that went silent. */
const unseen = { reason: "We cannot see this number", reasonPoints: null };

function judgedParts(score: Score, zone: string, now: Instant): JudgedParts {
  const { score: points, behaviour, band, coverage, sending, quality, topReason } = score;
  return {
    score: points,
    behaviour,
    band,
    coverage,
    model: score.model,
    factors: score.lines.map((line) => toFactorJson(line, zone)),
    sending,
    restriction: score.restriction && toRestrictionJson(score.restriction),
    quality,
    qualityNote: ratingNote(score, zone, now),
    reason: reasonOf(topReason, zone),
    reasonPoints: topReason.points,
    sentence: sentenceOf(score, zone, now),
    doNow: advicesOf(score, zone)[0]?.text ?? null,
    progress: score.progress,
    marketing7d: score.marketing7d,
    seesBlocks: score.signals.some(({ signal, seen }) => signal === "blocks" && seen > 0),
  };
}

/** `state` says it: a page and a script need it once. */
const statedAlready = /^not (available|enough data yet): /;

function toFactorJson(line: ScoreLine, zone: string): FactorJson {
  const { interval90, why, advice, ...rest } = line;
  const action = advice && adviceOf(advice, zone);
  return {
    ...rest,
    label: lineNames[line.factor],
    interval: interval90 && [...interval90],
    why: whyOf(why, zone).replace(statedAlready, ""),
    advice: action?.text ?? "",
    doneWhen: action?.doneWhen ?? null,
  };
}

export function toRestrictionJson(restriction: Restriction): RestrictionJson {
  const { types, since, until, day, inherited } = restriction;
  return {
    types: [...types],
    words: meaningOf(restriction),
    since: iso(since),
    until: iso(until),
    day,
    inherited,
  };
}

const usualDays = 5;

/** Stale: heard of on most days of a week, and silent for longer than it ever was in it. */
function freshnessOf(
  { lastEventAt }: PortfolioRow,
  sight: SightRow | undefined,
  now: Instant,
): NumberJson["freshness"] {
  if (lastEventAt === null) return "never";
  if (!sight || sight.activeDays < usualDays) return "fresh";
  return now - lastEventAt >= silenceAllowedMs({ ...sight, lastEventAt }) ? "stale" : "fresh";
}

function lastSeenOf(
  { seenScore, lastEventAt }: PortfolioRow,
  freshness: NumberJson["freshness"],
): NumberJson["lastSeenScore"] {
  if (freshness !== "stale" || seenScore === null || lastEventAt === null) return null;
  return { score: seenScore, at: momentOf(lastEventAt) };
}

export function iso(at: Instant | null): string | null {
  return at === null ? null : momentOf(at);
}

function momentOf(at: Instant): string {
  return new Date(at).toISOString();
}
