import {
  countSpanAlerts,
  listDigestCells,
  sumSpan,
  type DigestCells,
  type SpanSums,
} from "@/db/queries/digest";
import { listPortfolio, type PortfolioRow } from "@/db/queries/portfolio";
import type { Db } from "@/db/client";
import type { Digest, DigestFigures, DigestSight } from "@/lib/domain/digest/digest";
import type { DigestPeriod } from "@/lib/domain/digest/period";
import { digestRow, type DigestNumber } from "@/lib/domain/digest/row";
import { isUnseen } from "@/lib/domain/portfolio/portfolio-number";
import { sortPortfolio } from "@/lib/domain/portfolio/sort";
import type { Reach } from "@/lib/domain/reach";
import { addDays, startOfDay } from "@/lib/domain/time";
import type { NumberJson } from "@/lib/wire/number";
import type { Core } from "./core";
import { loadSights } from "./get-portfolio";
import { toNumberJson } from "./number-json";

/** For whom, about what, and in whose clock a digest is told. */
export interface DigestAsk {
  workspace: string;
  reach: Reach;
  zone: string;
  period: DigestPeriod;
}

/** The figures of the first screen, with what changed in the period. */
export async function loadDigest(
  core: Core,
  db: Db,
  { workspace, reach, zone, period }: DigestAsk,
  now: Date,
): Promise<Digest> {
  const at = now.getTime();
  const portfolio = await listPortfolio(db, reach, now);
  const sights = await loadSights(core, reach.workspaceId, zone, portfolio, now);
  const numbers = sortPortfolio(
    portfolio.map((row) => toNumberJson(row, sights.get(row.id), zone, at)),
  );
  const length = period.until - period.from;
  const cells = await listDigestCells(db, reach, {
    now: at,
    beforeAt: period.sentAt - length,
    zone,
  });
  const byId = new Map(portfolio.map((row) => [row.id, row]));
  const cellsById = new Map(cells.map((cell) => [cell.id, cell]));
  const rows = numbers.map((number) =>
    digestRow(toDigestNumber(number, byId.get(number.id), cellsById.get(number.id)), zone),
  );
  return {
    workspace,
    zone,
    now: at,
    appUrl: core.env.appUrl,
    period,
    rows,
    figures: await loadFigures(db, reach, zone, period),
    sight: sightOf(numbers, byId),
  };
}

function toDigestNumber(
  portfolio: NumberJson,
  row: PortfolioRow | undefined,
  cells: DigestCells = { ...noCells, id: portfolio.id },
): DigestNumber {
  const { before, acknowledged, open, leaks, leaksAtNight, providers } = cells;
  return {
    portfolio,
    score: row?.score ?? null,
    lastEventAt: row?.lastEventAt ?? null,
    before,
    acknowledged,
    open,
    leaks: { count: leaks, atNight: leaksAtNight },
    providers,
  };
}

/** Of a number that was registered while the digest was being read. */
const noCells: Omit<DigestCells, "id"> = {
  before: null,
  acknowledged: false,
  open: [],
  leaks: 0,
  leaksAtNight: 0,
  providers: [],
};

async function loadFigures(
  db: Db,
  reach: Reach,
  zone: string,
  { from, until, firstDay, frequency }: DigestPeriod,
): Promise<DigestFigures | null> {
  const sums = await sumSpan(db, reach, from, until);
  if (sums.sent === 0) return null;
  const earlier = startOfDay(addDays(firstDay, frequency === "weekly" ? -7 : -1), zone);
  const before = await sumSpan(db, reach, earlier, from);
  const alerts = await countSpanAlerts(db, reach, from, until);
  const { delivered, optedOut } = sums;
  return { delivered, optedOut, shareBefore: shareOf(before), ...alerts };
}

function shareOf({ delivered, optedOut }: SpanSums): number | null {
  return delivered > 0 ? optedOut / delivered : null;
}

function sightOf(
  numbers: readonly NumberJson[],
  rows: ReadonlyMap<string, PortfolioRow>,
): DigestSight {
  const silent = numbers.filter(isUnseen).flatMap(({ id, name, accountName }) => {
    const since = rows.get(id)?.lastEventAt ?? null;
    return since === null ? [] : [{ name: accountName ?? name, since }];
  });
  const rated = numbers.filter(({ id }) => {
    const freshness = rows.get(id)?.score?.rating.freshness;
    return freshness === "fresh" || freshness === "as_of";
  });
  return {
    blocksOn: numbers.filter(({ seesBlocks }) => seesBlocks).length,
    ratingOn: rated.length,
    silent: silent.filter(({ name }, at) => silent.findIndex((one) => one.name === name) === at),
  };
}
