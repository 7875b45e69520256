import { addCounts, categoryIds, type Counts, noCounts } from "@/lib/domain/counts";
import type { Instant } from "@/lib/domain/event";
import {
  type BusinessProof,
  type DayRow,
  emptyWindow,
  type Fact,
  type HourRow,
  lockCodes,
  noProof,
  type NumberWindow,
  type SourceSight,
  type TemplateUse,
  type WindowSpan,
  windowSpan,
} from "@/lib/domain/score/window";
import { type Day, hourStart, localDay } from "@/lib/domain/time";
import { peopleDays } from "./people-days";
import { type FoldedFact, isEmpty, type NumberRollup, type Rollups } from "./rollups";

const { unknown, marketing, utility, authentication } = categoryIds;
const locks: ReadonlySet<number> = new Set(lockCodes);

/** What the loader would read from the database for this number at `now`. Events after `now` must not be in the rollups. */
export function windowOf(
  rollups: Rollups,
  numberKey: string,
  now: Instant,
  sources: readonly SourceSight[] = [],
): NumberWindow {
  const { zone } = rollups;
  const number = rollups.numbers.get(numberKey);
  if (!number) return emptyWindow(now, zone);
  const span = windowSpan(now, zone);
  const cells = [...categoryCells(number)].filter(
    ({ hour }) => hour >= span.daysFrom && hour < now,
  );
  const leaks = number.leaks.filter(({ at }) => at >= span.leaksFrom && at <= now);
  return {
    ...emptyWindow(now, zone),
    hours: hourRows(cells.filter(({ hour }) => hour >= span.hoursFrom)),
    days: dayRows(cells, zone),
    ...failureRows(number, span, now, zone),
    leaks: leaks.map(({ at, campaign }) => ({ hour: hourStart(at, zone), campaign, count: 1 })),
    people: peopleDays(
      rollups,
      number,
      span.firstDay < span.today ? localDay(span.leaksFrom, zone) : span.today,
      span.today,
    ),
    firstDay: firstDay(number, zone),
    lastBusiness: {
      number: proofOf([number], span, now),
      account: proofOf(siblings(rollups, number), span, now),
    },
    facts: factsOf(rollups, number, span, now),
    sources,
  };
}

interface CategoryCell {
  hour: Instant;
  category: number;
  counts: Counts;
}

function* categoryCells(number: NumberRollup): Generator<CategoryCell> {
  for (const [label, rows] of number.breakdown.get("category") ?? []) {
    for (const [hour, counts] of rows)
      if (!isEmpty(counts)) yield { hour, category: Number(label), counts };
  }
}

function hourRows(cells: readonly CategoryCell[]): HourRow[] {
  return grouped(cells, ({ hour }) => hour).map(([hour, own]) => ({
    hour,
    all: total(own),
    marketing: total(own.filter(isMarketing)),
  }));
}

function dayRows(cells: readonly CategoryCell[], zone: string): DayRow[] {
  return grouped(cells, ({ hour }) => localDay(hour, zone)).map(([day, own]) => {
    const { sent, delivered } = total(own.filter(isBusiness));
    return {
      day,
      all: total(own),
      marketing: total(own.filter(isMarketing)),
      unknownDelivered: total(own.filter(({ category }) => category === unknown)).delivered,
      business: { sent, delivered },
    };
  });
}

function isMarketing({ category }: CategoryCell): boolean {
  return category === marketing || category === unknown;
}

function isBusiness({ category }: CategoryCell): boolean {
  return category === marketing || category === utility || category === authentication;
}

function total(cells: readonly CategoryCell[]): Counts {
  return cells.reduce((sum, { counts }) => addCounts(sum, counts), noCounts);
}

/** Groups in ascending order of their key. */
function grouped<Key extends string | number>(
  cells: readonly CategoryCell[],
  keyOf: (cell: CategoryCell) => Key,
): [Key, CategoryCell[]][] {
  const groups = new Map<Key, CategoryCell[]>();
  for (const cell of cells) {
    const known = groups.get(keyOf(cell));
    if (known) known.push(cell);
    else groups.set(keyOf(cell), [cell]);
  }
  return [...groups].toSorted(([left], [right]) => (left < right ? -1 : 1));
}

function failureRows(
  number: NumberRollup,
  span: WindowSpan,
  now: Instant,
  zone: string,
): Pick<NumberWindow, "failureDays" | "failureHours"> {
  const failureHours = [...number.failures]
    .filter(([hour]) => hour >= span.daysFrom && hour < now)
    .toSorted(([left], [right]) => left - right)
    .flatMap(([hour, codes]) => [...codes].map(([code, count]) => ({ hour, code, count })));
  const byDay = new Map<string, { day: Day; code: number; count: number }>();
  for (const { hour, code, count } of failureHours) {
    const day = localDay(hour, zone);
    const row = byDay.get(`${day} ${code}`) ?? { day, code, count: 0 };
    row.count += count;
    byDay.set(`${day} ${code}`, row);
  }
  return {
    failureDays: [...byDay.values()],
    failureHours: failureHours.filter(
      ({ hour, code }) => hour >= span.hoursFrom || locks.has(code),
    ),
  };
}

function firstDay({ hours }: NumberRollup, zone: string): Day | null {
  const moments = [...hours].filter(([, counts]) => !isEmpty(counts)).map(([hour]) => hour);
  return moments.length
    ? localDay(
        moments.reduce((first, hour) => Math.min(first, hour)),
        zone,
      )
    : null;
}

function siblings({ numbers }: Rollups, number: NumberRollup): NumberRollup[] {
  return [...numbers.values()].filter(
    ({ key, account }) => key === number.key || (account !== null && account === number.account),
  );
}

function proofOf(numbers: readonly NumberRollup[], span: WindowSpan, now: Instant): BusinessProof {
  let { sentHour, deliveredHour } = noProof;
  for (const number of numbers) {
    for (const cell of categoryCells(number)) {
      if (!isBusiness(cell) || cell.hour < span.factsFrom || cell.hour >= now) continue;
      if (cell.counts.sent > 0) sentHour = Math.max(cell.hour, sentHour ?? 0);
      if (cell.counts.delivered > 0) deliveredHour = Math.max(cell.hour, deliveredHour ?? 0);
    }
  }
  return { sentHour, deliveredHour };
}

/** All since `factsFrom`, and of each node and kind the newest before. */
function factsOf(rollups: Rollups, number: NumberRollup, span: WindowSpan, now: Instant): Fact[] {
  const own = rollups.facts.filter(
    ({ fact, node, owner }) =>
      fact.at <= now && owner === (node === "number" ? number.key : number.account),
  );
  const newestOld = new Map<string, Instant>();
  for (const { fact, node, template } of own) {
    if (fact.at < span.factsFrom) newestOld.set(`${node} ${template} ${fact.kind}`, fact.at);
  }
  return own
    .filter(
      ({ fact, node, template }) =>
        fact.at >= span.factsFrom || newestOld.get(`${node} ${template} ${fact.kind}`) === fact.at,
    )
    .map((folded) => toFact(folded, rollups, number, span));
}

/** A template whose account nobody has named hangs on the number that told of it, and is its own. */
function toFact(
  { node, template, fact }: FoldedFact,
  rollups: Rollups,
  number: NumberRollup,
  span: WindowSpan,
): Fact {
  const { at, kind, value = null, until = null, detail = null } = fact;
  const rest = { at, kind, value, until, detail, inherited: node === "account" };
  if (node === "number" && kind.startsWith("template_")) {
    return { ...rest, node: "template", template: template ?? "", use: "own" };
  }
  const use = node === "template" ? useOf(template ?? "", rollups, number, span) : null;
  return { ...rest, node, template, use };
}

function useOf(
  template: string,
  rollups: Rollups,
  number: NumberRollup,
  span: WindowSpan,
): TemplateUse {
  if (hasUsed(number, template, span)) return "own";
  return siblings(rollups, number).some((other) => hasUsed(other, template, span))
    ? "others"
    : "unknown";
}

function hasUsed({ breakdown }: NumberRollup, template: string, span: WindowSpan): boolean {
  const rows = breakdown.get("template")?.get(template) ?? new Map<Instant, Counts>();
  return [...rows.keys()].some((hour) => hour >= span.daysFrom);
}
