import { categoryIds, countryId, type Counts, dimensions, noCode, noCounts } from "./counts";
import type { Category, CountedKind, Instant } from "./event";
import { hourStart, localDay } from "./time";

/** An event older than the raw rows reach: it becomes rollups only. Ids of numbers and labels are the database's. */
export interface OldRow {
  numberId: string;
  kind: CountedKind;
  at: Instant;
  key: string;
  keyOf: "message" | "id" | "content";
  person?: string | undefined;
  code?: number | undefined;
  category?: Category | undefined;
  country?: string | undefined;
  template?: number | undefined;
  campaign?: number | undefined;
  list?: number | undefined;
  count: number;
}

export interface OldDay {
  numberId: string;
  day: string;
  /** Rows of the file behind it, and the earliest moment of them. */
  rows: number;
  from: Instant;
  hours: { hour: Instant; counts: Counts }[];
  total: Counts;
  breakdown: { dimension: number; labelId: number; hour: Instant; counts: Counts }[];
  failures: { hour: Instant; code: number; count: number }[];
  /** The normalised rows, sorted: the same set of rows gives the same text. Holds no readable person or message. */
  content: string;
}

/**
 * What each number's local day adds up to. A day stands for itself: a message's events are tied together within it,
 * repetitions within it count once, and a read implies its delivery.
 */
export function foldOldDays(rows: readonly OldRow[], zone: string): OldDay[] {
  const days = new Map<string, OldRow[]>();
  for (const row of rows) {
    const name = `${row.numberId} ${localDay(row.at, zone)}`;
    const known = days.get(name);
    if (known) known.push(row);
    else days.set(name, [row]);
  }
  return [...days.values()].map((day) => foldDay(day, zone));
}

function foldDay(rows: readonly OldRow[], zone: string): OldDay {
  const [first] = rows;
  if (!first) throw new Error("a day needs a row");
  const unique = uniqueRows(rows);
  const sums = makeSums(zone);
  const lent = lentLabels(unique);
  for (const row of [...unique, ...impliedDeliveries(unique)])
    sums.add({ ...row, ...lent.get(row.key) });
  return {
    numberId: first.numberId,
    day: localDay(first.at, zone),
    rows: rows.length,
    from: Math.min(...rows.map((row) => row.at)),
    ...sums.result(),
    content: JSON.stringify(unique.map(textOf).sort()),
  };
}

function nameOf(row: OldRow): string {
  return `${row.key} ${row.keyOf === "message" ? row.kind : ""}`;
}

/** One row per key and kind, the earliest; one opt-out per person and day. */
function uniqueRows(rows: readonly OldRow[]): OldRow[] {
  const byName = new Map<string, OldRow>();
  for (const row of rows) {
    const name =
      row.kind === "opted_out" && row.person !== undefined ? `no ${row.person}` : nameOf(row);
    const known = byName.get(name);
    if (!known || row.at < known.at) byName.set(name, row);
  }
  return [...byName.values()];
}

function impliedDeliveries(rows: readonly OldRow[]): OldRow[] {
  const delivered = new Set(rows.filter((row) => row.kind === "delivered").map((row) => row.key));
  return rows
    .filter((row) => row.kind === "read" && row.keyOf === "message" && !delivered.has(row.key))
    .map((row) => ({ ...row, kind: "delivered" }));
}

type Labels = Pick<OldRow, "category" | "template" | "campaign" | "list">;

/** What any event of a message knows of it holds for all of them. */
function lentLabels(rows: readonly OldRow[]): Map<string, Labels> {
  const lent = new Map<string, Labels>();
  for (const row of rows) {
    if (row.keyOf !== "message") continue;
    const known: Labels = lent.get(row.key) ?? {};
    known.category ??= row.category;
    for (const label of ["template", "campaign", "list"] as const) known[label] ??= row[label];
    lent.set(row.key, known);
  }
  return lent;
}

const columnOf: Record<CountedKind, keyof Counts> = {
  sent: "sent",
  delivered: "delivered",
  read: "read",
  failed: "failed",
  replied: "replied",
  blocked: "blocked",
  reported: "reported",
  opted_out: "optedOut",
  opted_in: "optedIn",
};

function makeSums(zone: string) {
  const hours = new Map<Instant, Counts>();
  const breakdown = new Map<
    string,
    { dimension: number; labelId: number; hour: Instant; counts: Counts }
  >();
  const failures = new Map<string, { hour: Instant; code: number; count: number }>();
  const total = { ...noCounts };
  return {
    add(row: OldRow): void {
      const hour = hourStart(row.at, zone);
      const targets = [total, inMap(hours, hour, () => ({ ...noCounts }))];
      for (const [dimension, labelId] of labelsOf(row)) {
        const fresh = () => ({ dimension, labelId, hour, counts: { ...noCounts } });
        targets.push(inMap(breakdown, `${dimension} ${labelId} ${hour}`, fresh).counts);
      }
      for (const counts of targets) {
        counts[columnOf[row.kind]] += row.count;
        // Within one day a read is at most a day after its delivery.
        if (row.kind === "read") counts.read24h += row.count;
      }
      if (row.kind !== "failed") return;
      const code = row.code ?? noCode;
      inMap(failures, `${code} ${hour}`, () => ({ hour, code, count: 0 })).count += row.count;
    },
    result: () => ({
      total,
      hours: [...hours].map(([hour, counts]) => ({ hour, counts })),
      breakdown: [...breakdown.values()],
      failures: [...failures.values()],
    }),
  };
}

function inMap<Key, Value>(map: Map<Key, Value>, key: Key, fresh: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const value = fresh();
  map.set(key, value);
  return value;
}

function labelsOf(row: OldRow): [number, number][] {
  const category = row.category ? categoryIds[row.category] : categoryIds.unknown;
  const labels: [number, number | undefined][] = [
    [dimensions.category, category],
    [dimensions.country, row.country === undefined ? undefined : countryId(row.country)],
    [dimensions.template, row.template],
    [dimensions.campaign, row.campaign],
    [dimensions.list, row.list],
  ];
  return labels.filter((label): label is [number, number] => label[1] !== undefined);
}

function textOf(row: OldRow): string {
  const { key, kind, at, count, code, category, template, campaign, list, country } = row;
  return [key, kind, at, count, code, category, template, campaign, list, country].join(" ");
}
