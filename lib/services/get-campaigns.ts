import type { Reach } from "@/lib/domain/reach";
import { days } from "@/lib/domain/time";
import type { AllCampaignsJson, CampaignsJson, PeriodQuery } from "@/lib/wire/campaign";
import { toCampaignJson } from "./campaign-json";
import type { Core } from "./core";
import { getZone } from "./get-portfolio";
import { loadRuns } from "./load-runs";
import { chooseNumbers, loadNumbers, type NamedNumber } from "./reached-numbers";

const shownFor = days(14);

/** One number's campaigns of the last 14 days. The caller has seen to it that the number is within reach. */
export async function getCampaigns(
  core: Core,
  question: { workspaceId: string; numberId: string; zone: string },
  now: Date,
): Promise<CampaignsJson> {
  const { workspaceId, numberId, zone } = question;
  const numbers = await loadNumbers(core, { workspaceId, clients: null });
  const own = numbers.filter(({ id }) => id === numberId);
  return campaignsOf(core, { workspaceId, zone, numbers: own, forMs: shownFor }, now);
}

/** The campaigns of all numbers within reach, narrowed to a client or a number. */
export async function getAllCampaigns(
  core: Core,
  reach: Reach,
  query: PeriodQuery,
  now: Date,
): Promise<AllCampaignsJson> {
  const { workspaceId } = reach;
  const [zone, all] = await Promise.all([getZone(core, workspaceId), loadNumbers(core, reach)]);
  const numbers = chooseNumbers(all, query);
  const forMs = days(query.days);
  return {
    ...(await campaignsOf(core, { workspaceId, zone, numbers, forMs }, now)),
    days: query.days,
    ...choicesOf(all),
  };
}

interface Asked {
  workspaceId: string;
  zone: string;
  numbers: readonly NamedNumber[];
  forMs: number;
}

async function campaignsOf(
  core: Core,
  { workspaceId, zone, numbers, forMs }: Asked,
  now: Date,
): Promise<CampaignsJson> {
  const span = {
    workspaceId,
    zone,
    numberIds: numbers.map(({ id }) => id),
    from: new Date(now.getTime() - forMs),
    to: now,
  };
  const { runs, unassigned } = await loadRuns(core, span, now);
  const named = new Map(numbers.map((number) => [number.id, number]));
  return {
    zone,
    campaigns: runs.flatMap((run) => {
      const number = named.get(run.numberId);
      return number ? [toCampaignJson(run, number, now)] : [];
    }),
    unassignedOptOuts: unassigned,
  };
}

/** What a list may be narrowed to. */
export function choicesOf(numbers: readonly NamedNumber[]) {
  const clients = new Map(
    numbers.flatMap(({ clientId, client }) =>
      clientId === null ? [] : [[clientId, client ?? clientId] as const],
    ),
  );
  return {
    numbers: numbers.map(({ id, name }) => ({ id, name })),
    clients: [...clients]
      .map(([id, name]) => ({ id, name }))
      .toSorted((left, right) => left.name.localeCompare(right.name)),
  };
}
