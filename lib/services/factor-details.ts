import { listLabelFailures } from "@/db/queries/breakdown-failures";
import { listLabelTexts } from "@/db/queries/campaigns";
import { listLabelHarm } from "@/db/queries/window-details";
import { dimensions } from "@/lib/domain/counts";
import { factorDays } from "@/lib/domain/score/factor-days";
import { windowSpan } from "@/lib/domain/score/window";
import { localDay } from "@/lib/domain/time";
import type { FactorDetailJson } from "@/lib/wire/number";
import type { Core } from "./core";
import { failureCodes } from "./load-runs";
import type { Outlook } from "./number-outlook";

type Part = FactorDetailJson["campaigns"][number];
interface Parts {
  campaigns: Part[];
  lists: Part[];
}

const mostParts = 3;
/** Factors whose harm is asked to stop, blocked or reported. */
const harmFactors = ["opt_out_rate", "opt_out_surge", "block_rate", "report_rate"];

/** What a factor opens to: its days, and the campaigns and lists that most of its harm came from. */
export async function loadFactorDetails(
  core: Core,
  outlook: Outlook,
  now: Date,
): Promise<Record<string, FactorDetailJson>> {
  const daysOf = factorDays(outlook.window);
  const risky = new Set(
    outlook.score.lines.filter(({ points }) => points > 0).map(({ factor }) => String(factor)),
  );
  const [harm, unreachable] = await Promise.all([
    harmFactors.some((factor) => risky.has(factor)) ? loadHarm(core, outlook, now) : noParts,
    risky.has("unreachable_rate") ? loadUnreachable(core, outlook, now) : noParts,
  ]);
  const partsOf = (factor: string): Parts => {
    if (!risky.has(factor)) return noParts;
    if (factor === "unreachable_rate") return unreachable;
    return harmFactors.includes(factor) ? harm : noParts;
  };
  return Object.fromEntries(
    Object.entries(daysOf).map(([factor, own]) => [factor, { days: own, ...partsOf(factor) }]),
  );
}

const noParts: Parts = { campaigns: [], lists: [] };

async function loadHarm({ sql }: Core, outlook: Outlook, now: Date): Promise<Parts> {
  const { workspaceId, numberId, zone } = outlook;
  const { leaksFrom } = windowSpan(now.getTime(), zone);
  const rows = await listLabelHarm(sql, workspaceId, numberId, new Date(leaksFrom), now);
  const of = (dimension: "campaign" | "list") =>
    rows
      .filter((row) => row.dimension === dimensions[dimension] && row.harm > 0)
      .map(({ text, harm, volume }) => ({ name: text, harm, sample: volume }))
      .slice(0, mostParts);
  return { campaigns: of("campaign"), lists: of("list") };
}

async function loadUnreachable({ db }: Core, outlook: Outlook, now: Date): Promise<Parts> {
  const { workspaceId, numberId, zone } = outlook;
  const { today, leaksFrom } = windowSpan(now.getTime(), zone);
  const first = localDay(leaksFrom, zone);
  const asked = { workspaceId, numberIds: [numberId] };
  const load = async (dimension: "campaign" | "list"): Promise<Part[]> => {
    const rows = await listLabelFailures(
      db,
      asked,
      { first, last: today },
      dimension,
      failureCodes,
    );
    const sums = new Map<number, number>();
    for (const { label, unreachable } of rows)
      sums.set(label, (sums.get(label) ?? 0) + unreachable);
    const texts = await listLabelTexts(db, workspaceId, [...sums.keys()]);
    return [...sums]
      .flatMap(([label, harm]) => {
        const name = texts.get(label);
        return name !== undefined && harm > 0 ? [{ name, harm, sample: null }] : [];
      })
      .toSorted((left, right) => right.harm - left.harm)
      .slice(0, mostParts);
  };
  const [campaigns, lists] = await Promise.all([load("campaign"), load("list")]);
  return { campaigns, lists };
}
