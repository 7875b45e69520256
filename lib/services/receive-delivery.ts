import { AppError } from "@/lib/errors";
import { providers } from "@/lib/providers";
import { numberInPart } from "@/lib/providers/number-in-part";
import type { Provider, UnreadPart } from "@/lib/providers/provider";
import { scrubEvent, scrubTie } from "@/lib/providers/scrub";
import { scrubKey, scrubPart } from "@/lib/providers/scrub-part";
import { commitScrubbed, type IngestContext, type Receipt } from "./commit-events";
import type { DeliveryLog } from "./delivery-log";
import type { RateLimit } from "./rate-limit";
import type { OpenSource, SourceBook } from "./source-book";
import { tiePeople } from "./tie-people";

export interface DoorContext extends IngestContext {
  sources: SourceBook;
  rates: RateLimit;
  deliveries: DeliveryLog;
}

/** A request as both doors see it: nothing of it is read before somebody asks. */
export interface DoorRequest {
  headers: Readonly<Record<string, string | undefined>>;
  /** Path and query, as they came. */
  path: string;
  /** The raw bytes; throws AppError("too_large") beyond `limit`. */
  readBody(limit: number): Promise<Uint8Array>;
}

export const largestBody = 3 * 1024 * 1024;
/** What an event weighs in a body, to charge the rate before parsing. */
export const bytesPerEvent = 400;

/** Resolves once everything understood is committed. The same delivery twice changes nothing: providers retry. */
export async function receiveDelivery(
  context: DoorContext,
  address: { sourceId: string; key?: string | undefined },
  request: DoorRequest,
  now: number,
): Promise<Receipt> {
  const source = await openSource(context, address, now);
  const started = performance.now();
  try {
    const receipt = await receive(context, source, request, now);
    context.deliveries.received(source, receipt, {
      now,
      tookMs: performance.now() - started,
      test: isTest(request),
    });
    return receipt;
  } catch (error) {
    context.deliveries.refused(source, error, {
      now,
      tookMs: performance.now() - started,
      test: isTest(request),
    });
    throw error;
  }
}

export async function openSource(
  context: Pick<DoorContext, "sources">,
  address: { sourceId: string; key?: string | undefined },
  now: number,
): Promise<OpenSource> {
  const source = await context.sources.find(address.sourceId, now);
  if (!source || source.row.state === "disabled")
    throw new AppError("not_found", "There is no such source.");
  return source;
}

async function receive(
  context: DoorContext,
  source: OpenSource,
  request: DoorRequest,
  now: number,
): Promise<Receipt> {
  const provider = providerOf(source);
  const body = await readPlainBody(request);
  const delivery = { body, headers: request.headers, url: context.env.appUrl + request.path };
  if (!provider.verify(delivery, source.credentials, now)) {
    throw new AppError("unauthorized", "The signature does not fit this source's secret.", {
      field: "signature",
    });
  }
  const { workspaceId, hashOf } = source.rules;
  const charged = Math.ceil(body.byteLength / bytesPerEvent);
  context.rates.take(workspaceId, charged, now);
  const reading = provider.parse(parseJson(body), {
    readsAnswers: source.row.readsAnswers,
    noticesOnly: source.row.noticesOnly,
    now,
  });
  context.rates.correct(workspaceId, charged - reading.events.length - reading.unread.length);
  const placed = reading.events.map((event, index) => ({
    index,
    event: scrubEvent(event, hashOf(event.number)),
  }));
  const receipt = await commitScrubbed(context, source.rules, placed, {
    sourceId: source.row.id,
    test: isTest(request),
    now,
  });
  // Told once, unlike two names that stand side by side in every message: kept before the answer.
  const ties = (reading.ties ?? []).flatMap((tie) => scrubTie(tie, hashOf(tie.number)));
  await tiePeople(context.sql, workspaceId, ties, new Date(now));
  context.deliveries.notice(source, reading.events, now);
  keepUnread(context, source, reading.unread, now);
  const skipped = reading.unread.map(({ part: _part, field, ...rest }) => ({
    ...rest,
    field: field === "" ? "" : scrubKey(field),
  }));
  return { ...receipt, skipped: [...receipt.skipped, ...skipped] };
}

/** What was read but is not scored needs no replay: keeping it would only swell the log. */
const understood: ReadonlySet<string> = new Set(["not_scored", "notices_only"]);

function keepUnread(
  context: DoorContext,
  source: OpenSource,
  unread: readonly UnreadPart[],
  now: number,
): void {
  const wanted = unread.filter(({ reason }) => !understood.has(reason));
  if (wanted.length === 0) return;
  const { hashOf } = source.rules;
  context.deliveries.keep(
    source,
    wanted.map(({ part }) => scrubPart(part, hashOf(numberInPart(part)))),
    now,
  );
}

function providerOf(source: OpenSource): Provider {
  const provider = providers[source.row.provider as keyof typeof providers];
  if (!provider) throw new AppError("not_found", "There is no such source.");
  return provider;
}

/** Size, then encoding, before any work is done on a stranger's bytes. */
export async function readPlainBody(request: DoorRequest): Promise<Uint8Array> {
  if (Number(request.headers["content-length"] ?? 0) > largestBody) {
    throw new AppError("too_large", "A delivery may hold 3 MiB at most: send it in parts.");
  }
  const encoding = request.headers["content-encoding"];
  if (encoding !== undefined && encoding !== "identity") {
    throw new AppError("unsupported_encoding", "Send the body without Content-Encoding.");
  }
  return request.readBody(largestBody);
}

export function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(body));
  } catch {
    throw new AppError("bad_request", "The body is not JSON.");
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

function isTest(request: DoorRequest): boolean {
  return request.headers["x-banguard-test"] === "1";
}
