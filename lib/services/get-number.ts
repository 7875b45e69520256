import { findNumberId, listPortfolio } from "@/db/queries/portfolio";
import { countAccountNumbers, listSourcesOfNumber } from "@/db/queries/source-pages";
import { type EnteredRating, findEnteredRating, listSeeingSources } from "@/db/queries/seeing";
import { whyOf } from "@/lib/domain/advice";
import { asBlockReason, blockReasonWords } from "@/lib/domain/block-reasons";
import { signalNames } from "@/lib/domain/catalogue/names";
import { factLineWords, limitWords, missingWords } from "@/lib/domain/number-words";
import type { Reach } from "@/lib/domain/reach";
import { families, familyCaps } from "@/lib/domain/score/line";
import type { Score } from "@/lib/domain/score/score";
import { seeingOf, type SeeingWords } from "@/lib/domain/seeing";
import { AppError } from "@/lib/errors";
import type { NumberPageJson } from "@/lib/wire/number";
import type { Core } from "./core";
import { loadFactorDetails } from "./factor-details";
import { listAlertsAbout } from "./get-alerts";
import { getZone, loadSights, newest } from "./get-portfolio";
import { loadWindow, type Viewpoint } from "./load-window";
import { iso, toNumberJson } from "./number-json";
import { loadWhatNext, toForecast } from "./number-outlook";

/** Our id of the number that an id of ours, an E.164 or a provider's id names within reach. One out of reach takes the same path as an unknown one. */
export async function requireNumber(
  core: Core,
  reach: Reach,
  idOrPhone: string,
): Promise<{ workspaceId: string; numberId: string; zone: string }> {
  const { workspaceId } = reach;
  const numberId = await findNumberId(core.db, reach, idOrPhone);
  if (numberId === undefined) throw new AppError("not_found", "There is no such number.");
  return { workspaceId, numberId, zone: await getZone(core, workspaceId) };
}

/** N of the contract, and what its page shows above the tables. */
export async function getNumber(
  core: Core,
  reach: Reach,
  idOrPhone: string,
  now: Date,
): Promise<NumberPageJson> {
  const { workspaceId, numberId, zone } = await requireNumber(core, reach, idOrPhone);
  const [row] = await listPortfolio(core.db, reach, now, numberId);
  if (!row) throw new AppError("not_found", "There is no such number.");
  const view = { workspaceId, numberId, zone, now };
  const [sights, sources, openAlerts, accountNumbers, outlook, seeing] = await Promise.all([
    loadSights(core, workspaceId, zone, [row], now),
    reach.clients === null ? listSourcesOfNumber(core.db, workspaceId, numberId) : [],
    listAlertsAbout(core, reach, numberId, now),
    row.accountId === null ? 1 : countAccountNumbers(core.db, reach, row.accountId),
    row.score ? loadOutlook(core, view, row.score) : noOutlook,
    loadSeeing(core, workspaceId, numberId),
  ]);
  return {
    ...toNumberJson(row, sights.get(numberId), zone, now.getTime()),
    zone,
    updatedAt: newest([row]),
    sources,
    openAlerts,
    accountNumbers,
    ...(row.score ? judgedParts(row.score, zone, seeing) : unjudged),
    ...outlook,
  };
}

type OutlookParts = Pick<NumberPageJson, "whatNext" | "forecast" | "details">;

const noOutlook: OutlookParts = { whatNext: [], forecast: null, details: {} };

/** What the page says beyond the score itself: from the same window the score is made of. */
async function loadOutlook(core: Core, view: Viewpoint, score: Score): Promise<OutlookParts> {
  const { window } = await loadWindow(core.sql, view);
  const outlook = { ...view, window, score };
  const [whatNext, details] = await Promise.all([
    loadWhatNext(core, outlook, view.now),
    loadFactorDetails(core, outlook, view.now),
  ]);
  return { whatNext, details, forecast: toForecast(outlook, view.now) };
}

type JudgedParts = Pick<
  NumberPageJson,
  "families" | "coverageParts" | "rating" | "limit" | "facts"
>;

const unjudged: JudgedParts = {
  families: families.map((family) => ({ family, points: 0, cap: familyCaps[family] })),
  coverageParts: [],
  rating: { since: null, before: null, askedAt: null, entered: null },
  limit: null,
  facts: [],
};

/** What its sources could give, and who typed in its rating. */
async function loadSeeing({ db }: Core, workspaceId: string, numberId: string) {
  const [sources, entered] = await Promise.all([
    listSeeingSources(db, workspaceId, [numberId]),
    findEnteredRating(db, workspaceId, numberId),
  ]);
  return { sources: sources.get(numberId) ?? [], entered };
}

type SeeingParts = Awaited<ReturnType<typeof loadSeeing>>;

function judgedParts(score: Score, zone: string, { sources, entered }: SeeingParts): JudgedParts {
  const { rating } = score;
  return {
    families: families.map((family) => ({
      family,
      points: familyPoints(score, family),
      cap: familyCaps[family],
    })),
    coverageParts: score.signals.map(({ signal, weight, seen }) => ({
      label: signalNames[signal],
      weight,
      seen: seen > 0,
      note: seen > 0 ? null : missingWords(signal, zone),
      ...seeingPart(seeingOf(signal, seen, sources)),
    })),
    rating: {
      since: iso(rating.since),
      before: rating.before,
      askedAt: iso(rating.seenAt),
      entered: entered && rating.entered ? enteredJson(entered) : null,
    },
    limit: limitWords(score.limit),
    facts: score.facts.map(({ why }) => factLineWords(whyOf(why, zone))),
  };
}

function seeingPart({ state, step }: SeeingWords) {
  return { state, step };
}

function enteredJson({ at, by, reason }: EnteredRating) {
  const known = asBlockReason(reason ?? undefined);
  return { at: at.toISOString(), by, reason: known && blockReasonWords[known] };
}

/** Floors and the end of the scale belong to no family. */
function familyPoints({ lines }: Score, family: string): number {
  const own = lines.filter(
    (line) =>
      line.family === family && !line.factor.startsWith("floor:") && line.factor !== "scale_end",
  );
  return own.reduce((sum, { points }) => sum + points, 0);
}
