import {
  findLabel,
  type LabelTotals,
  listLabelDays,
  listLabelTotals,
  listStopsByCampaign,
} from "@/db/queries/label-totals";
import type { Reach } from "@/lib/domain/reach";
import { AppError } from "@/lib/errors";
import type { PeriodQuery } from "@/lib/wire/campaign";
import type { ListPageJson } from "@/lib/wire/list";
import type { Core } from "./core";
import { toList, toTotals } from "./list-figures";
import { type ListScene, loadListFailures, loadListScene } from "./list-scene";

/** One list: on which numbers, on which days, after which campaigns. */
export async function getList(
  core: Core,
  reach: Reach,
  id: string,
  query: PeriodQuery,
  now: Date,
): Promise<ListPageJson> {
  const label = /^\d{1,9}$/.test(id) ? Number(id) : undefined;
  const name =
    label === undefined ? undefined : await findLabel(core.db, reach.workspaceId, "list", label);
  const scene = await loadListScene(core, reach, query, now);
  const totals =
    label === undefined ? [] : await listLabelTotals(core.db, scene.span, "list", label);
  // A label of numbers out of reach is not told from one that is not there.
  if (
    label === undefined ||
    name === undefined ||
    !(await isUsed(core, reach, scene, label, totals))
  )
    throw new AppError("not_found", "There is no such list.");
  const [failures, byDay, campaigns] = await Promise.all([
    loadListFailures(core, scene),
    listLabelDays(core.db, scene.span, "list", label, scene.zone),
    listStopsByCampaign(core.db, scene.span, label),
  ]);
  return {
    ...toList({ id, name }, totals, failures.get(id), scene.all),
    zone: scene.zone,
    days: query.days,
    numbers: scene.numbers.flatMap((number) => {
      const own = totals.filter(({ numberId }) => numberId === number.id);
      const counted = failures.get(`${label} ${number.id}`);
      return own.length > 0
        ? [{ ...toTotals(own, counted), id: number.id, name: number.name }]
        : [];
    }),
    byDay: byDay.map(({ day, sent, delivered, optedOut }) => ({ day, sent, delivered, optedOut })),
    campaigns,
  };
}

/** Within the period, or else at any time within reach. */
async function isUsed(
  { db }: Core,
  { workspaceId }: Reach,
  { span, reached }: ListScene,
  label: number,
  totals: readonly LabelTotals[],
): Promise<boolean> {
  if (totals.length > 0) return true;
  const numberIds = reached.map(({ id }) => id);
  const ever = { workspaceId, numberIds, from: new Date(0), to: span.to };
  return (await listLabelTotals(db, ever, "list", label)).length > 0;
}
