import { listLabelFailures } from "@/db/queries/breakdown-failures";
import type { NumbersSpan } from "@/db/queries/campaigns";
import { listMarketingTotals, type Totals } from "@/db/queries/label-totals";
import type { Reach } from "@/lib/domain/reach";
import { days, localDay } from "@/lib/domain/time";
import type { PeriodQuery } from "@/lib/wire/campaign";
import type { Core } from "./core";
import { getZone } from "./get-portfolio";
import { type CountedFailures, sumOf } from "./list-figures";
import { failureCodes } from "./load-runs";
import { chooseNumbers, loadNumbers, type NamedNumber } from "./reached-numbers";

/** What lists are held against: the marketing of the numbers asked for. */
export interface ListScene {
  zone: string;
  reached: readonly NamedNumber[];
  numbers: readonly NamedNumber[];
  span: NumbersSpan;
  all: Totals;
}

export async function loadListScene(
  core: Core,
  reach: Reach,
  query: PeriodQuery,
  now: Date,
): Promise<ListScene> {
  const { workspaceId } = reach;
  const [zone, reached] = await Promise.all([getZone(core, workspaceId), loadNumbers(core, reach)]);
  const numbers = chooseNumbers(reached, query);
  const from = new Date(now.getTime() - days(query.days));
  const span = { workspaceId, numberIds: numbers.map(({ id }) => id), from, to: now };
  return { zone, reached, numbers, span, all: sumOf(await listMarketingTotals(core.db, span)) };
}

/** Counted failures by label, and by label and number: `"7"`, `"7 <number>"`. */
export async function loadListFailures(
  { db }: Core,
  { span, zone }: ListScene,
): Promise<Map<string, CountedFailures>> {
  const local = {
    first: localDay(span.from.getTime(), zone),
    last: localDay(span.to.getTime(), zone),
  };
  const book = new Map<string, CountedFailures>();
  for (const row of await listLabelFailures(db, span, local, "list", failureCodes)) {
    for (const key of [`${row.label}`, `${row.label} ${row.numberId}`]) {
      const { failed, unreachable } = book.get(key) ?? { failed: 0, unreachable: 0 };
      book.set(key, { failed: failed + row.failed, unreachable: unreachable + row.unreachable });
    }
  }
  return book;
}
