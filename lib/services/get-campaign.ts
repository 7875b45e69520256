import {
  countMessages,
  findScoreMove,
  listCausedAlerts,
  listStopParts,
  type RunSpan,
  type StopPart,
} from "@/db/queries/campaign-page";
import { listCampaignHours, listLabelTexts } from "@/db/queries/campaigns";
import { type LabelTotals, listLabelTotals } from "@/db/queries/label-totals";
import { countryName } from "@/lib/domain/country-name";
import type { Reach } from "@/lib/domain/reach";
import { days, hours } from "@/lib/domain/time";
import type { CampaignHourJson, CampaignPageJson, CampaignPartJson } from "@/lib/wire/campaign";
import { toCampaignJson } from "./campaign-json";
import type { Core } from "./core";
import { requireCampaign } from "./find-campaign";
import type { KnownRun } from "./load-runs";

/** People still answer so long after the last message. */
const echoMs = hours(72);
const scoreMovesFor = days(1);
const mostParts = 20;

export async function getCampaign(
  core: Core,
  reach: Reach,
  id: string,
  now: Date,
): Promise<CampaignPageJson> {
  const { run, number, zone } = await requireCampaign(core, reach, id, now);
  const span: RunSpan = {
    workspaceId: reach.workspaceId,
    numberId: run.numberId,
    label: run.label,
    from: new Date(run.firstHour),
    to: new Date(run.lastHour + hours(1)),
  };
  const began = new Date(run.startedAt);
  const [hourRows, parts, all, move, alerts] = await Promise.all([
    loadHours(core, span),
    loadParts(core, span),
    countMessages(core.db, span),
    findScoreMove(core.db, span, began, new Date(span.to.getTime() + scoreMovesFor)),
    listCausedAlerts(core.db, span, began, new Date(span.to.getTime() + echoMs)),
  ]);
  return {
    ...toCampaignJson(run, number, now),
    zone,
    hours: hourRows,
    ...parts,
    shared: all > messagesOf(run),
    score: {
      before: move.before,
      highest: move.highest,
      highestAt: move.highestAt === null ? null : new Date(move.highestAt).toISOString(),
    },
    alerts: alerts.map(({ openedAt, ...alert }) => ({
      ...alert,
      openedAt: new Date(openedAt).toISOString(),
    })),
  };
}

function messagesOf({ sent, delivered }: KnownRun): number {
  return Math.max(sent, delivered);
}

async function loadHours({ db }: Core, span: RunSpan): Promise<CampaignHourJson[]> {
  const { workspaceId, numberId, from } = span;
  const to = new Date(span.to.getTime() + echoMs);
  const rows = await listCampaignHours(db, { workspaceId, numberIds: [numberId], from, to });
  return rows
    .filter(({ label }) => label === span.label)
    .toSorted((left, right) => left.hour - right.hour)
    .filter((row) => row.hour < span.to.getTime() || row.optedOut > 0)
    .map(({ hour, sent, delivered, failed, optedOut }) => ({
      at: new Date(hour).toISOString(),
      sent,
      delivered,
      failed,
      optedOut,
    }));
}

/** Rollups hold no cross product: volumes are those of the run's hours, opt-outs those of the run itself. */
async function loadParts({ db }: Core, span: RunSpan) {
  const { workspaceId, numberId, from, to } = span;
  const numbers = { workspaceId, numberIds: [numberId], from, to };
  const [lists, templates, countries, stops] = await Promise.all([
    listLabelTotals(db, numbers, "list"),
    listLabelTotals(db, numbers, "template"),
    listLabelTotals(db, numbers, "country"),
    listStopParts(db, span),
  ]);
  const texts = await listLabelTexts(db, workspaceId, [
    ...[...lists, ...templates].map(({ label }) => label),
    ...stops.filter(({ dimension }) => dimension !== "country").map(({ label }) => label),
  ]);
  const named = (label: number) => texts.get(label) ?? "unknown";
  const of = (dimension: StopPart["dimension"]) =>
    stops.filter((stop) => stop.dimension === dimension);
  return {
    lists: toParts(lists, of("list"), named),
    templates: toParts(templates, of("template"), named),
    countries: toParts(countries, of("country"), countryName),
  };
}

function toParts(
  totals: readonly LabelTotals[],
  stops: readonly StopPart[],
  nameOf: (label: number) => string,
): CampaignPartJson[] {
  const labels = new Set([...totals, ...stops].map(({ label }) => label));
  return [...labels]
    .map((label) => {
      const own = totals.find((row) => row.label === label);
      const { sent = 0, delivered = 0 } = own ?? {};
      return {
        name: nameOf(label),
        sent: Math.max(sent, delivered),
        delivered,
        optedOut: stops.find((stop) => stop.label === label)?.optedOut ?? 0,
      };
    })
    .filter(({ sent, optedOut }) => sent + optedOut > 0)
    .toSorted((left, right) => right.sent - left.sent || right.optedOut - left.optedOut)
    .slice(0, mostParts);
}
