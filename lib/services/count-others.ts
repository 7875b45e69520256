import { listPortfolio, listSights, type PortfolioRow } from "@/db/queries/portfolio";
import { silenceAllowedMs, usualDays } from "@/lib/domain/alert/sight";
import type { OthersStory } from "@/lib/domain/alert/story";
import { hours } from "@/lib/domain/time";
import type { Reach } from "@/lib/domain/reach";
import { nameOfNumber } from "@/lib/domain/phone";
import type { Telling } from "./story-occasion";

/** How the other numbers within reach stand: critical and high by name, the rest counted. */
export async function countOthers(
  { db, workspaceId, now }: Telling,
  reach: Reach,
  numberId: string,
  zone: string,
): Promise<OthersStory> {
  const all = await listPortfolio(db, reach, now);
  const rows = all.filter(({ id }) => id !== numberId);
  const unseen = await listUnseen({ db, workspaceId, now }, rows, zone);
  const named = (band: string) =>
    rows.filter(({ score }) => score?.band === band).map(nameOfNumber);
  const seen = rows.filter(({ id }) => !unseen.has(id));
  const counted = (band: string) => seen.filter(({ score }) => score?.band === band).length;
  return {
    critical: named("critical"),
    high: named("high"),
    watch: counted("watch"),
    unseen: unseen.size,
    quiet: counted("low"),
  };
}

async function listUnseen(
  { db, workspaceId, now }: Pick<Telling, "db" | "workspaceId" | "now">,
  rows: readonly PortfolioRow[],
  zone: string,
): Promise<Set<string>> {
  const at = now.getTime();
  const silent = rows.filter(
    ({ lastEventAt, score }) =>
      lastEventAt !== null &&
      at - lastEventAt >= hours(24) &&
      score?.band !== "high" &&
      score?.band !== "critical",
  );
  const sights = await listSights(
    db,
    workspaceId,
    zone,
    silent.map(({ id }) => id),
  );
  const byId = new Map(sights.map((sight) => [sight.id, sight]));
  const unseen = silent.filter(({ id, lastEventAt }) => {
    const sight = byId.get(id);
    if (!sight || lastEventAt === null || sight.activeDays < usualDays) return false;
    return at - lastEventAt >= silenceAllowedMs({ ...sight, lastEventAt });
  });
  return new Set(unseen.map(({ id }) => id));
}
