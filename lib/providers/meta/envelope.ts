import type { InboundFact } from "@/lib/domain/event";
import { idOf, isObject, type JsonObject } from "@/lib/providers/json";
import { unixMoment } from "@/lib/domain/moment";
import type { ReadOptions, Reading } from "@/lib/providers/provider";
import { isFlaw, Yield, type Change, type FactBody } from "./change";
import { factReaders, opaqueFields, partReaders, unscoredFields } from "./fields";

/** Several accounts and several fields may share one delivery; one broken part never takes another with it. */
export function readEnvelope(entries: readonly unknown[], options: ReadOptions): Reading {
  const out = new Yield(options);
  for (const entry of entries) {
    const changes = isObject(entry) ? entry["changes"] : undefined;
    if (isObject(entry) && Array.isArray(changes)) {
      for (const change of changes) readChange(entry, change, out);
    } else {
      out.begin();
      out.skipEntry("entry", "malformed", entry);
    }
  }
  return { events: out.events, unread: out.unread, ties: out.ties };
}

function readChange(entry: JsonObject, raw: unknown, out: Yield) {
  const change = changeOf(entry, raw);
  const { field, value } = change.raw;
  const readParts = partReaders.get(field);
  if (readParts && out.options.noticesOnly === true) {
    out.begin();
    return out.skip(change, { reason: "notices_only" }, {});
  }
  if (readParts && isObject(value)) return readParts(change, out);
  out.begin();
  if (isObject(value) && typeof field === "string") readFacts(change, out);
  else out.skip(change, { reason: "malformed" }, value ?? null);
}

function changeOf(entry: JsonObject, raw: unknown): Change {
  const object = isObject(raw) ? raw : {};
  const { field, value } = object;
  return {
    field: typeof field === "string" && /^\w{1,64}$/.test(field) ? field : "changes",
    value: isObject(value) ? value : {},
    raw: object,
    entry,
    entryId: idOf(entry["id"]),
  };
}

function readFacts(change: Change, out: Yield) {
  const read = factReaders.get(change.field);
  if (!read) return out.skip(change, { reason: reasonWithoutReader(change.field) });
  // Fields of the `messages` family carry their moment inside.
  const time = change.entry["time"] ?? change.value["timestamp"];
  const at = time === undefined || time === null ? out.options.now : unixMoment(time);
  if (at === undefined) return out.skip(change, { reason: "malformed", at: "entry.time" });
  for (const result of read(change)) {
    if (isFlaw(result)) out.skip(change, result);
    else if (hasNode(result)) out.keep({ ...result, at: out.moment(at) } satisfies InboundFact);
    else out.skip(change, { reason: "malformed", at: "entry.id" });
  }
}

function hasNode(fact: FactBody): boolean {
  return (fact.account ?? fact.number ?? fact.portfolio) !== undefined;
}

function reasonWithoutReader(field: string) {
  if (unscoredFields.has(field)) return "not_scored" as const;
  return opaqueFields.has(field) ? ("opaque" as const) : ("unknown_field" as const);
}
