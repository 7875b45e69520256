import { findWorkspace } from "@/db/queries/workspaces";
import { listPortfolio, listSights, type PortfolioRow } from "@/db/queries/portfolio";
import type { Instant } from "@/lib/domain/event";
import type { Reach } from "@/lib/domain/reach";
import { sortPortfolio } from "@/lib/domain/portfolio/sort";
import { hours } from "@/lib/domain/time";
import { AppError } from "@/lib/errors";
import type { NumbersJson } from "@/lib/wire/number";
import type { Core } from "./core";
import { iso, toNumberJson } from "./number-json";

/** Every number within reach, worst first. */
export async function getPortfolio(core: Core, reach: Reach, now: Date): Promise<NumbersJson> {
  const { workspaceId } = reach;
  const zone = await getZone(core, workspaceId);
  const rows = await listPortfolio(core.db, reach, now);
  const sights = await loadSights(core, workspaceId, zone, rows, now);
  const numbers = rows.map((row) => toNumberJson(row, sights.get(row.id), zone, now.getTime()));
  return {
    numbers: sortPortfolio(numbers),
    nextCursor: null,
    updatedAt: newest(rows),
    zone,
  };
}

export async function getZone(core: Core, workspaceId: string): Promise<string> {
  const workspace = await findWorkspace(core.db, workspaceId);
  if (!workspace) throw new AppError("not_found", "There is no such workspace.");
  return workspace.zone;
}

/** Only a number silent for a day can be stale: only for those it is looked up how regular they were. */
export async function loadSights(
  core: Core,
  workspaceId: string,
  zone: string,
  rows: readonly PortfolioRow[],
  now: Date,
) {
  const silent = rows.filter(
    ({ lastEventAt }) => lastEventAt !== null && now.getTime() - lastEventAt >= hours(24),
  );
  const ids = silent.map(({ id }) => id);
  const sights = await listSights(core.db, workspaceId, zone, ids);
  return new Map(sights.map((sight) => [sight.id, sight]));
}

/** The newest committed event or score: what "updated 4 s ago" counts from. */
export function newest(rows: readonly PortfolioRow[]): string | null {
  const moments = rows.flatMap(({ scoredAt, lastEventAt }) => [scoredAt, lastEventAt]);
  const known = moments.filter((at): at is Instant => at !== null);
  return iso(known.length > 0 ? Math.max(...known) : null);
}
