import { listPortfolio } from "@/db/queries/portfolio";
import { listSeeingSources } from "@/db/queries/seeing";
import { signalNames } from "@/lib/domain/catalogue/names";
import { nameOfNumber } from "@/lib/domain/phone";
import type { Reach } from "@/lib/domain/reach";
import { signals, signalWeights } from "@/lib/domain/score/coverage";
import { seeingOf } from "@/lib/domain/seeing";
import type { SeeingJson } from "@/lib/wire/seeing";
import type { Core } from "./core";
import { getZone, newest } from "./get-portfolio";

/** Least seen first. */
export async function getSeeing(core: Core, reach: Reach, now: Date): Promise<SeeingJson> {
  const [zone, rows] = await Promise.all([
    getZone(core, reach.workspaceId),
    listPortfolio(core.db, reach, now),
  ]);
  const ids = rows.map(({ id }) => id);
  const sources = await listSeeingSources(core.db, reach.workspaceId, ids);
  const numbers = rows.map((row) => ({
    id: row.id,
    name: nameOfNumber(row),
    coverage: row.score?.coverage ?? 0,
    signals: signals.map((signal) => {
      const seen = row.score?.signals.find((one) => one.signal === signal)?.seen ?? 0;
      return {
        label: signalNames[signal],
        weight: signalWeights[signal],
        ...seeingOf(signal, seen, sources.get(row.id) ?? []),
      };
    }),
  }));
  numbers.sort(
    (left, right) => left.coverage - right.coverage || (left.name < right.name ? -1 : 1),
  );
  return { numbers, zone, updatedAt: newest(rows) };
}
