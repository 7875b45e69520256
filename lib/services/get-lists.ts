import { listLabelTexts } from "@/db/queries/campaigns";
import { listLabelTotals } from "@/db/queries/label-totals";
import type { Reach } from "@/lib/domain/reach";
import type { PeriodQuery } from "@/lib/wire/campaign";
import type { ListsJson } from "@/lib/wire/list";
import type { Core } from "./core";
import { choicesOf } from "./get-campaigns";
import { byHarm, toList, withoutList } from "./list-figures";
import { loadListFailures, loadListScene } from "./list-scene";

/** Where contacts came from: each list's part in the messages and in the harm. */
export async function getLists(
  core: Core,
  reach: Reach,
  query: PeriodQuery,
  now: Date,
): Promise<ListsJson> {
  const scene = await loadListScene(core, reach, query, now);
  const totals = await listLabelTotals(core.db, scene.span, "list");
  const [texts, failures] = await Promise.all([
    listLabelTexts(
      core.db,
      reach.workspaceId,
      totals.map(({ label }) => label),
    ),
    loadListFailures(core, scene),
  ]);
  const labels = [...new Set(totals.map(({ label }) => label))];
  const lists = labels.map((label) => {
    const own = totals.filter((row) => row.label === label);
    const name = texts.get(label) ?? "unknown";
    return toList({ id: String(label), name }, own, failures.get(`${label}`), scene.all);
  });
  const none = withoutList(scene.all, totals);
  return {
    zone: scene.zone,
    days: query.days,
    lists: [...lists.toSorted(byHarm), ...(none ? [none] : [])],
    ...choicesOf(scene.reached),
  };
}
