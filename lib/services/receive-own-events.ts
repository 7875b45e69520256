import { AppError } from "@/lib/errors";
import type { SkippedPart } from "@/lib/domain/event";
import { readOwnEvents } from "@/lib/providers/standard/own-events";
import { maxParts, type Reading } from "@/lib/providers/provider";
import { scrubEvent } from "@/lib/providers/scrub";
import { commitScrubbed, type Receipt } from "./commit-events";
import {
  bytesPerEvent,
  type DoorContext,
  type DoorRequest,
  parseJson,
  readPlainBody,
} from "./receive-delivery";

/** `POST /api/v1/events`. Resolves once everything understood is committed; the same body twice changes nothing. */
export async function receiveOwnEvents(
  context: DoorContext,
  workspaceId: string,
  request: DoorRequest,
  now: number,
): Promise<Receipt> {
  const body = await readPlainBody(request);
  const rules = await context.sources.rules(workspaceId, now);
  const charged = Math.ceil(body.byteLength / bytesPerEvent);
  context.rates.take(workspaceId, charged, now);
  const { rows, broken, indexes } = isNdjson(request) ? readLines(body) : wholeBody(body);
  if (broken.length > 0 && indexes?.length === 0)
    return { accepted: 0, duplicates: 0, skipped: broken };
  const reading = readOwnEvents(rows, { origin: "api", now });
  context.rates.correct(workspaceId, charged - reading.events.length - reading.unread.length);
  const placed = placesOf(reading).map((position, at) => {
    const event = eventAt(reading, at);
    const scrubbed = scrubEvent(event, rules.hashOf(event.number));
    return { index: indexes?.[position] ?? position, event: scrubbed };
  });
  const receipt = await commitScrubbed(context, rules, placed, { now });
  const refused = reading.unread.map(({ part: _part, ...skipped }) => ({
    ...skipped,
    index: indexes?.[skipped.index] ?? skipped.index,
  }));
  return {
    ...receipt,
    skipped: [...broken, ...refused, ...receipt.skipped].sort(
      (left, right) => left.index - right.index,
    ),
  };
}

interface Rows {
  rows: unknown;
  broken: SkippedPart[];
  /** Line of each row, when some lines were no JSON. */
  indexes?: number[];
}

function wholeBody(body: Uint8Array): Rows {
  return { rows: parseJson(body), broken: [] };
}

function isNdjson(request: DoorRequest): boolean {
  return /^application\/x-ndjson\b/i.test(request.headers["content-type"] ?? "");
}

/** One object a line; a line that is no JSON is skipped alone. */
function readLines(body: Uint8Array): Rows {
  const lines = Buffer.from(body).toString("utf8").split("\n");
  const filled = lines
    .map((line, index) => ({ line: line.trim(), index }))
    .filter(({ line }) => line !== "");
  if (filled.length > maxParts) {
    throw new AppError(
      "too_large",
      `One request holds at most ${maxParts} events: send them in parts.`,
    );
  }
  const rows: unknown[] = [];
  const indexes: number[] = [];
  const broken: SkippedPart[] = [];
  for (const { line, index } of filled) {
    try {
      rows.push(JSON.parse(line));
      indexes.push(index);
    } catch {
      broken.push({
        index,
        field: "",
        reason: "malformed",
        mend: "Write one JSON object per line.",
      });
    }
  }
  return { rows, broken, indexes };
}

/** Where each event of the reading stood among the rows: all places but the refused ones, in order. */
function placesOf(reading: Reading): number[] {
  const refused = new Set(reading.unread.map(({ index }) => index));
  const total = reading.events.length + reading.unread.length;
  return Array.from({ length: total }, (_, index) => index).filter((index) => !refused.has(index));
}

function eventAt(reading: Reading, at: number) {
  const event = reading.events[at];
  if (!event) throw new Error("an event is missing from its reading");
  return event;
}
