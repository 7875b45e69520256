import type { Db } from "@/db/client";
import { insertDeliveries, type NewDelivery } from "@/db/queries/deliveries";
import { noteSight, type SourceSight } from "@/db/queries/sources";
import { type InboundEvent, isCounted } from "@/lib/domain/event";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import type { Receipt } from "./commit-events";
import { newId } from "./new-id";
import type { OpenSource } from "./source-book";

export interface DeliveryMeta {
  now: number;
  tookMs: number;
  test: boolean;
}

/** The delivery log and what it teaches about a source. Written behind the answer: it may lose its last second, events never do. */
export interface DeliveryLog {
  received(source: OpenSource, receipt: Receipt, meta: DeliveryMeta): void;
  refused(source: OpenSource, error: unknown, meta: DeliveryMeta): void;
  /** Account notices among the events prove that they reach us. */
  notice(source: OpenSource, events: readonly InboundEvent[], now: number): void;
  /** Scrubbed parts that were not understood, for replay. */
  keep(source: OpenSource, parts: readonly unknown[], now: number): void;
  handshake(source: OpenSource, ok: boolean, now: number): void;
  flush(): Promise<void>;
  close(): Promise<void>;
}

const flushMs = 1000;
const mostRows = 2000;

export function makeDeliveryLog(db: Db): DeliveryLog {
  const { add, learn, flush } = makeBuffer(db);
  return {
    received(source, receipt, meta) {
      add({ ...base(source, meta), verdict: "ok", ...receipt });
      const understood = receipt.accepted + receipt.duplicates > 0;
      if (understood && !meta.test) learn(source, { eventAt: new Date(meta.now) });
    },
    refused(source, error, meta) {
      const refusal = refusalOf(error);
      add({ ...base(source, meta), verdict: refusal });
      if (!meta.test) learn(source, { refusedAt: new Date(meta.now), refusal });
    },
    notice(source, events, now) {
      if (events.some((event) => !isCounted(event))) learn(source, { noticeAt: new Date(now) });
    },
    keep(source, parts, now) {
      const meta = { now, tookMs: 0, test: false };
      add({ ...base(source, meta), verdict: "not_understood", parts: [...parts] });
    },
    handshake(source, ok, now) {
      const at = new Date(now);
      learn(source, ok ? { handshakeAt: at } : { refusedAt: at, refusal: "wrong_verify_token" });
    },
    flush,
    close: flush,
  };
}

/** Collects for a second, then writes. */
function makeBuffer(db: Db) {
  let rows: NewDelivery[] = [];
  let sights = new Map<string, Learnt>();
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const [batch, learnt] = [rows, [...sights.values()]];
    rows = [];
    sights = new Map();
    writing = writing.then(() => write(db, batch, learnt));
    return writing;
  };
  const soon = () => {
    timer ??= setTimeout(() => void flush(), flushMs);
  };
  return {
    flush,
    learn(source: OpenSource, sight: SourceSight): void {
      const { workspaceId, id } = source.row;
      sights.set(id, { workspaceId, id, sight: { ...sights.get(id)?.sight, ...sight } });
      soon();
    },
    add(row: NewDelivery): void {
      const equal = findEqual(rows, row);
      if (equal) addUp(equal, row);
      else if (rows.length < mostRows) rows.push(row);
      soon();
    },
  };
}

interface Learnt {
  workspaceId: string;
  id: string;
  sight: SourceSight;
}

function base(source: OpenSource, meta: DeliveryMeta) {
  return {
    workspaceId: source.row.workspaceId,
    sourceId: source.row.id,
    id: newId(new Date(meta.now)),
    at: new Date(meta.now),
    tookMs: Math.round(meta.tookMs),
    test: meta.test,
    times: 1,
  };
}

/** A run of good deliveries is one row; so are a second's equal refusals, which cost a stranger nothing to send. */
function findEqual(rows: readonly NewDelivery[], row: NewDelivery): NewDelivery | undefined {
  const like = (known: NewDelivery) =>
    known.sourceId === row.sourceId && known.verdict === row.verdict && known.test === row.test;
  if (isRefusal(row)) return rows.find(like);
  const last = rows.at(-1);
  return last && isUneventful(row) && isUneventful(last) && like(last) ? last : undefined;
}

function isRefusal({ verdict }: NewDelivery): boolean {
  return verdict !== "ok" && verdict !== "not_understood";
}

function isUneventful(row: NewDelivery): boolean {
  return row.verdict === "ok" && !row.test && (row.skipped?.length ?? 0) === 0;
}

function addUp(row: NewDelivery, more: NewDelivery): void {
  row.times = (row.times ?? 1) + 1;
  row.accepted = (row.accepted ?? 0) + (more.accepted ?? 0);
  row.duplicates = (row.duplicates ?? 0) + (more.duplicates ?? 0);
  row.tookMs = Math.max(row.tookMs, more.tookMs);
}

/** A stable word for why a delivery was refused; the connect page has a sentence for each. */
function refusalOf(error: unknown): string {
  if (!(error instanceof AppError)) return "failed";
  return error.code === "unauthorized" ? "bad_signature" : error.code;
}

async function write(db: Db, rows: NewDelivery[], sights: Learnt[]): Promise<void> {
  try {
    await insertDeliveries(db, rows);
    for (const { workspaceId, id, sight } of sights) await noteSight(db, workspaceId, id, sight);
  } catch (error) {
    log.error("delivery log not written", error, { rows: rows.length });
  }
}
