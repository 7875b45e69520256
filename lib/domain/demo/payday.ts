import type { Instant } from "@/lib/domain/event";
import { minutes } from "@/lib/domain/time";
import { lines, personOf } from "./cast";
import type { OwnRow } from "./own-rows";

/** The scene that is played once: Pico Pets – Offers begins "Payday" while somebody watches. */
export const sceneAfterMs = 90_000;
export const sceneLastsMs = minutes(6);
export const sceneMessages = 1200;

/** [messages, how many have asked to stop by then]: 10 of 500, 22 of 800. */
const stops = [
  [0, 0],
  [490, 10],
  [800, 22],
  [sceneMessages, 32],
] as const;
/** Members who had one message this week, so that nobody gets more than three. */
const firstMember = 650;

export function paydayStart(seenAt: Instant): Instant {
  return seenAt + sceneAfterMs;
}

/** What Pico's system tells of Payday between two moments; the same moments give the same events. */
export function paydayRows(seenAt: Instant, from: Instant, until: Instant): OwnRow[] {
  const start = paydayStart(seenAt);
  const [first, end] = [messagesBy(start, from), messagesBy(start, until)];
  const rows: OwnRow[] = [];
  for (let index = first; index < end; index += 1) {
    const base = { ...labels, message: `payday-${index}`, at: momentOf(start, index) };
    rows.push({ ...base, kind: "sent" });
    rows.push({ ...base, kind: "delivered", recipient: personOf("pico", firstMember + index) });
  }
  for (let stop = stopsBy(first); stop < stopsBy(end); stop += 1) {
    const index = Math.min(end - 1, Math.floor((stop + 0.5) * 22));
    const recipient = personOf("pico", firstMember + index);
    rows.push({ ...labels, kind: "opted_out", recipient, at: momentOf(start, end - 1) });
  }
  return rows;
}

const labels = {
  number: lines.pico.number,
  category: "marketing",
  campaign: "Payday",
  list: "members",
  template: "payday_treats",
};

function messagesBy(start: Instant, at: Instant): number {
  const share = (at - start) / sceneLastsMs;
  return Math.floor(Math.max(0, Math.min(1, share)) * sceneMessages);
}

function momentOf(start: Instant, index: number): string {
  return new Date(start + Math.floor((index / sceneMessages) * sceneLastsMs)).toISOString();
}

function stopsBy(messages: number): number {
  for (const [at, [end, stopped]] of stops.entries()) {
    const [begin, before] = stops[at - 1] ?? [0, 0];
    if (messages <= end && end > begin)
      return Math.floor(before + ((messages - begin) / (end - begin)) * (stopped - before));
  }
  return stops[stops.length - 1]?.[1] ?? 0;
}
