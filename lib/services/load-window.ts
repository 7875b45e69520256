import type { Sql, TransactionSql } from "postgres";
import {
  type DayCells,
  type HourCells,
  loadWindowRows,
  type PreviousScore,
  type WindowRows,
} from "@/db/queries/windows";
import { categoryIds, countNames, noCounts, type Counts } from "@/lib/domain/counts";
import {
  type DayRow,
  type Fact,
  type HourRow,
  lockCodes,
  noProof,
  type NumberWindow,
  windowSpan,
} from "@/lib/domain/score/window";

export interface LoadedWindow {
  window: NumberWindow;
  /** False for numbers that get no score: unknown, test, merged into another. */
  scored: boolean;
  previous: PreviousScore | null;
}

/** What the score of one number at `now` is computed from. */
export async function loadWindow(
  sql: Sql | TransactionSql,
  workspaceId: string,
  numberId: string,
  zone: string,
  now: Date,
): Promise<LoadedWindow> {
  const span = windowSpan(now.getTime(), zone);
  const rows = await loadWindowRows(sql, workspaceId, numberId, zone, now, span, lockCodes);
  const window = toWindow(rows, zone, now);
  return { window, scored: rows.scored === true, previous: rows.previous };
}

function toWindow(rows: WindowRows, zone: string, now: Date): NumberWindow {
  return {
    now: now.getTime(),
    zone,
    hours: groupHours(rows.hours),
    days: groupDays(rows.days),
    failureDays: rows.failureDays.map(([day, code, count]) => ({ day, code, count })),
    failureHours: rows.failureHours.map(([hour, code, count]) => ({ hour, code, count })),
    leaks: rows.leaks.map(([hour, campaign, count]) => ({ hour, campaign, count })),
    people: rows.people,
    firstDay: rows.firstDay,
    lastBusiness: { number: noProof, account: noProof },
    facts: rows.facts.map(toFact),
    sources: rows.sources,
    spotlight: null,
  };
}

function groupHours(cells: readonly HourCells[]): HourRow[] {
  return group(cells).map(([hour, ofHour]) => ({
    hour,
    all: sumOf(ofHour),
    marketing: sumOf(ofHour.filter(isMarketing)),
  }));
}

function groupDays(cells: readonly DayCells[]): DayRow[] {
  return group(cells).map(([day, ofDay]) => {
    const { sent, delivered } = sumOf(ofDay.filter(isBusiness));
    return {
      day,
      all: sumOf(ofDay),
      marketing: sumOf(ofDay.filter(isMarketing)),
      unknownDelivered: sumOf(ofDay.filter(isUnknown)).delivered,
      business: { sent, delivered },
    };
  });
}

/** By their first cell, in order. */
function group<Cells extends HourCells | DayCells>(rows: readonly Cells[]): [Cells[0], Cells[]][] {
  const groups = new Map<Cells[0], Cells[]>();
  for (const row of rows) {
    const known = groups.get(row[0]);
    if (known) known.push(row);
    else groups.set(row[0], [row]);
  }
  return [...groups];
}

function isUnknown([, category]: HourCells | DayCells): boolean {
  return category === categoryIds.unknown;
}

function isMarketing([, category]: HourCells | DayCells): boolean {
  return category === categoryIds.marketing || category === categoryIds.unknown;
}

function isBusiness([, category]: HourCells | DayCells): boolean {
  return category !== categoryIds.unknown && category !== categoryIds.service;
}

function sumOf(rows: readonly (HourCells | DayCells)[]): Counts {
  const sum = { ...noCounts };
  for (const row of rows) {
    countNames.forEach((name, position) => (sum[name] += Number(row[position + 2] ?? 0)));
  }
  return sum;
}

function toFact(row: WindowRows["facts"][number]): Fact {
  return {
    node: row.node,
    at: row.at,
    kind: row.kind,
    value: row.value,
    until: row.until,
    detail: row.detail,
    inherited: row.node === "account",
    template: row.template,
    use: row.node === "template" ? "unknown" : null,
  };
}
