import type { DayCells, FactRow, HourCells, WindowRows } from "@/db/queries/windows";
import { categoryIds, countNames, noCounts, type Counts } from "@/lib/domain/counts";
import {
  type DayRow,
  type Fact,
  type HourRow,
  noProof,
  type NumberWindow,
} from "@/lib/domain/score/window";

/** Rows as the database answers them, in the words of the score. */
export function toWindow(rows: WindowRows, zone: string, now: Date): NumberWindow {
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

export function toFact(row: FactRow): Fact {
  const own = ownTemplate(row);
  return {
    node: own === null ? row.node : "template",
    at: row.at,
    kind: row.kind,
    value: row.value,
    until: row.until,
    detail: row.detail,
    inherited: row.node === "account",
    template: row.template ?? own,
    use: own === null ? (row.node === "template" ? "unknown" : null) : "own",
  };
}

/** A template whose account nobody has named: its fact hangs on the number that told of it. */
function ownTemplate({ node, kind, detail }: FactRow): string | null {
  return node === "number" && kind.startsWith("template_") ? (detail?.text ?? "") : null;
}
