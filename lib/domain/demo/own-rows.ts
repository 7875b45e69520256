import type { Instant } from "@/lib/domain/event";
import { minutes } from "@/lib/domain/time";
import { type Line, lines, personOf } from "./cast";
import { share } from "./dice";

/** An event in our own format, as a file or a signed delivery holds it. */
export type OwnRow = Record<string, string | number>;

export function counted(
  line: Line,
  kind: string,
  at: Instant,
  count: number,
  more: OwnRow = {},
): OwnRow[] {
  if (count <= 0) return [];
  return [{ number: lines[line].number, kind, at: new Date(at).toISOString(), count, ...more }];
}

export interface Sending {
  at: Instant;
  campaign: string;
  template?: string;
  list?: string;
  delivered: number;
  /** What was sent, when not all of it was delivered or failed. */
  sent?: number;
  /** Share of the delivered. */
  read?: number;
  optedOut?: number;
  unreachable?: number;
  /** WhatsApp chose not to deliver these. */
  heldBack?: number;
  slots?: number;
  /** From one slot to the next. */
  everyMs?: number;
}

/** A campaign as exports have it: counts per slot. */
export function campaign(line: Line, told: Sending): OwnRow[] {
  const slots = told.slots ?? 9;
  const labels = labelsOf(told);
  return Array.from({ length: slots }, (_, slot) => slot).flatMap((slot) => {
    const at = told.at + slot * (told.everyMs ?? minutes(10));
    const part = (total: number) => share(total, slot, slots);
    const delivered = part(told.delivered);
    return [
      ...counted(line, "sent", at, part(told.sent ?? told.delivered), labels),
      ...counted(line, "delivered", at, delivered, labels),
      ...counted(line, "read", at, Math.round(delivered * (told.read ?? 0.61)), labels),
      ...counted(line, "opted_out", at, part(told.optedOut ?? 0), labels),
      ...counted(line, "failed", at, part(told.unreachable ?? 0), { ...labels, code: 131026 }),
      ...counted(line, "failed", at, part(told.heldBack ?? 0), { ...labels, code: 131049 }),
    ];
  });
}

function labelsOf(told: Pick<Sending, "campaign" | "template" | "list">): OwnRow {
  return {
    category: "marketing",
    campaign: told.campaign,
    ...(told.template !== undefined && { template: told.template }),
    ...(told.list !== undefined && { list: told.list }),
  };
}

/** The same campaign with each delivery to a person: who was reached for the first time, and how often, can be counted. */
export function campaignToPeople(
  line: Line,
  told: Sending,
  /** Indexes of the people, one for each delivery. */
  people: readonly number[],
  lastsMs = minutes(90),
): OwnRow[] {
  const labels = labelsOf(told);
  const { client, number } = lines[line];
  const deliveries = people.map((index, position) => ({
    number,
    kind: "delivered",
    at: new Date(told.at + Math.floor((position / people.length) * lastsMs)).toISOString(),
    recipient: personOf(client, index),
    ...labels,
  }));
  const sums = campaign(line, { ...told, delivered: people.length, everyMs: lastsMs / 9 });
  return [...sums.filter(({ kind }) => kind !== "delivered"), ...deliveries];
}

/** The first so many of `all` people get four messages each, the others one. */
export function someOften(all: number, often: number): number[] {
  const everybody = Array.from({ length: all }, (_, index) => index);
  const again = everybody.slice(0, often);
  return [...everybody, ...again, ...again, ...again];
}

export function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
