import type { Instant } from "@/lib/domain/event";
import { minutes } from "@/lib/domain/time";
import type { Act } from "./acts";
import { type Line, lines, personOf } from "./cast";
import {
  answersBody,
  type DemoAnswer,
  type DemoStatus,
  mostParts,
  statusesBody,
} from "./meta-body";

/** [moment, how many until then], ascending; in between it grows evenly. */
export type Curve = readonly (readonly [Instant, number])[];

export interface LiveCampaign {
  line: Line;
  campaign: string;
  template: string;
  list: string;
  /** Every fifth person came from here. */
  otherList?: string;
  /** Index of the first person it goes to. */
  firstPerson: number;
  delivered: Curve;
  stopped: Curve;
  unreachable: Curve;
  /** Of a hundred people. */
  read: number;
}

/** How far a curve has come. */
export function reached(curve: Curve, at: Instant): number {
  let before: readonly [Instant, number] = curve[0] ?? [0, 0];
  for (const point of curve) {
    if (at < point[0]) {
      const part = (at - before[0]) / (point[0] - before[0]);
      return at <= before[0] ? before[1] : Math.floor(before[1] + part * (point[1] - before[1]));
    }
    before = point;
  }
  return before[1];
}

/** A campaign as WhatsApp tells of it: what happened between two moments is delivered at the second one. */
export function liveCampaign(told: LiveCampaign, moments: readonly Instant[]): Act[] {
  const acts: Act[] = [];
  let from = told.delivered[0]?.[0] ?? 0;
  for (const until of moments) {
    acts.push(...statusActs(told, from, until), ...answerActs(told, from, until));
    from = until;
  }
  return acts;
}

/** So long after its delivery a message is read. */
const readAfterMs = minutes(20);

function statusActs(told: LiveCampaign, from: Instant, until: Instant): Act[] {
  const statuses: DemoStatus[] = [];
  for (const index of between(told.delivered, from, until)) {
    const base = { ...baseOf(told, index), at: spread(told.delivered, index, from, until) };
    statuses.push({ ...base, status: "sent" }, { ...base, status: "delivered" });
  }
  for (const index of between(told.delivered, from - readAfterMs, until - readAfterMs)) {
    const at = spread(told.delivered, index, from, until);
    if (index % 100 < told.read) statuses.push({ ...baseOf(told, index), status: "read", at });
  }
  for (const index of between(told.unreachable, from, until)) {
    statuses.push({
      ...baseOf(told, index),
      message: `wamid.${told.campaign}-none-${index}`,
      to: personOf(lines[told.line].client, unknownPeople + index),
      status: "failed",
      code: 131026,
      at: spread(told.unreachable, index, from, until),
    });
  }
  return pieces(statuses).map((part) => ({
    do: "deliver",
    at: until,
    client: lines[told.line].client,
    body: statusesBody(told.line, part),
  }));
}

/** Numbers nobody has on WhatsApp, apart from a client's customers. */
const unknownPeople = 7400;

function baseOf(told: LiveCampaign, index: number) {
  const { line, campaign, template, list, otherList, firstPerson } = told;
  return {
    message: messageOf(told, index),
    to: personOf(lines[line].client, firstPerson + index),
    category: "marketing" as const,
    campaign,
    template,
    list: otherList !== undefined && index % 5 === 0 ? otherList : list,
  };
}

function messageOf({ campaign }: LiveCampaign, index: number): string {
  return `wamid.${campaign}-${index}`;
}

function answerActs(told: LiveCampaign, from: Instant, until: Instant): Act[] {
  const { client } = lines[told.line];
  const heard = reached(told.delivered, until);
  const answers = between(told.stopped, from, until).map((stop): DemoAnswer => {
    const index = personWhoStops(told, stop, heard);
    return {
      text: stop % 3 === 0 ? "stop" : "STOP",
      from: personOf(client, told.firstPerson + index),
      at: spread(told.stopped, stop, from, until),
      answers: messageOf(told, index),
    };
  });
  if (answers.length === 0) return [];
  return [{ do: "deliver", at: until, client, body: answersBody(told.line, answers) }];
}

/** Evenly among those who had it by the end, and never somebody who has not got it yet. */
function personWhoStops({ stopped, delivered }: LiveCampaign, stop: number, heard: number): number {
  const all = stopped.at(-1)?.[1] ?? 1;
  const size = delivered.at(-1)?.[1] ?? 1;
  const wanted = Math.floor(((stop + 0.5) / all) * size);
  return wanted < heard ? wanted : Math.max(0, heard - 1 - (all - stop));
}

/** Indexes that a curve passes after `from`, until `until`. */
function between(curve: Curve, from: Instant, until: Instant): number[] {
  const first = reached(curve, from);
  return Array.from({ length: Math.max(0, reached(curve, until) - first) }, (_, at) => first + at);
}

function spread(curve: Curve, index: number, from: Instant, until: Instant): Instant {
  const [first, last] = [reached(curve, from), reached(curve, until)];
  const part = last > first ? Math.max(0, Math.min(1, (index - first) / (last - first))) : 1;
  return Math.floor(from + part * (until - from - 1000));
}

export function pieces<T>(all: readonly T[]): T[][] {
  const parts: T[][] = [];
  for (let from = 0; from < all.length; from += mostParts)
    parts.push(all.slice(from, from + mostParts));
  return parts;
}
