import { AppError } from "@/lib/errors";
import { maxParts, type Reading } from "@/lib/providers/provider";
import { readOwnEvent, type OwnOptions } from "./own-event";

/** A body of our own format: one event, or a list of 1 to 1,000. Each row stands or falls alone. */
export function readOwnEvents(body: unknown, options: OwnOptions): Reading {
  const rows: readonly unknown[] = Array.isArray(body) ? body : [body];
  if (rows.length > maxParts) {
    throw new AppError(
      "too_large",
      `One request holds at most ${maxParts} events: send them in parts.`,
    );
  }
  if (typeof body !== "object" || body === null || rows.length === 0) {
    throw new AppError("bad_request", "Send one event as a JSON object, or a list of 1 to 1,000.");
  }
  const reading: Reading = { events: [], unread: [] };
  for (const [index, row] of rows.entries()) {
    const read = readOwnEvent(row, options);
    if ("event" in read) reading.events.push(read.event);
    else reading.unread.push({ index, ...read.refusal, part: row });
  }
  return reading;
}
