import { readCredentials } from "@/lib/services/credentials";
import { ensureDays } from "@/db/queries/partitions";
import { listSources } from "@/db/queries/sources";
import { connections, type DemoClient, demoClients } from "@/lib/domain/demo/cast";
import { days } from "@/lib/domain/time";
import { AppError } from "@/lib/errors";
import type { Credentials, ProviderName } from "@/lib/providers/provider";
import { commitBatch } from "@/lib/services/commit-batch";
import type { Committer } from "@/lib/services/commit-events";
import type { Core } from "@/lib/services/core";
import { webhookUrl } from "@/lib/services/create-source";
import { makeDeliveryLog } from "@/lib/services/delivery-log";
import { makeRateLimit } from "@/lib/services/rate-limit";
import { type DoorContext, receiveDelivery } from "@/lib/services/receive-delivery";
import { makeRegistry } from "@/lib/services/registry";
import { signDelivery } from "@/lib/services/sign-delivery";
import { makeSourceBook } from "@/lib/services/source-book";

/** A source of the demo, as the provider at its other end knows it. */
export interface DemoSource {
  id: string;
  provider: ProviderName;
  credentials: Credentials;
}

export type DemoSources = Record<DemoClient, DemoSource>;

export async function openDemoSources(core: Core, workspaceId: string): Promise<DemoSources> {
  const rows = await listSources(core.db, workspaceId);
  const opened: Partial<DemoSources> = {};
  for (const client of demoClients) {
    const row = rows.find(({ name }) => name === connections[client].source);
    if (!row) throw new Error("the demo lacks a source");
    const credentials = readCredentials(core, row);
    opened[client] = { id: row.id, provider: row.provider as ProviderName, credentials };
  }
  // Every client was looked up above, or we have thrown.
  return opened as DemoSources;
}

/** The door's own service, at a moment of the past: what HTTP would add is its clock. */
export function makePastDoor(core: Core) {
  const deliveries = makeDeliveryLog(core.db);
  const context: DoorContext = {
    ...core,
    registry: makeRegistry(core.sql),
    announce: () => undefined,
    committer: directCommitter(core),
    sources: makeSourceBook(core),
    rates: makeRateLimit(1_000_000),
    deliveries,
  };
  return {
    context,
    /** Answers the door's status: 200, or why it refused. */
    async deliver(source: DemoSource, body: object, at: number, forged = false): Promise<number> {
      const text = JSON.stringify(body);
      const headers = headersOf(source, text, at, forged);
      const request = {
        headers,
        path: `/api/webhooks/${source.id}`,
        readBody: async () => Buffer.from(text),
      };
      try {
        await receiveDelivery(context, { sourceId: source.id }, request, at);
        return 200;
      } catch (error) {
        if (error instanceof AppError && error.code === "unauthorized") return 401;
        throw error;
      } finally {
        await deliveries.flush();
      }
    },
  };
}

export type PastDoor = ReturnType<typeof makePastDoor>;

/** Over HTTP to our own public address, now. */
export async function deliverNow(
  core: Core,
  source: DemoSource,
  body: object,
  now: number,
  forged = false,
): Promise<number> {
  const text = JSON.stringify(body);
  const response = await fetch(webhookUrl(core, source.id), {
    method: "POST",
    headers: { "content-type": "application/json", ...headersOf(source, text, now, forged) },
    body: text,
    redirect: "error",
    signal: AbortSignal.timeout(10_000),
  });
  await response.arrayBuffer();
  return response.status;
}

function headersOf(source: DemoSource, body: string, at: number, forged: boolean) {
  const credentials = forged
    ? { secrets: ["the secret before it was changed"] }
    : source.credentials;
  return signDelivery(source.provider, credentials, body, at);
}

/** Each delivery by itself: nobody else waits at this door. */
function directCommitter(core: Core): Committer {
  const made = new Set<number>();
  return {
    async commit(rules, rows) {
      for (const day of new Set(rows.map(({ at }) => Math.floor(at / days(1))))) {
        const at = new Date(day * days(1));
        if (!made.has(day)) await ensureDays(core.sql, at, at);
        made.add(day);
      }
      const { workspaceId, zone, optOutGraceHours } = rules;
      const now = Math.max(...rows.map(({ at }) => at));
      const batch = { workspaceId, zone, optOutGraceHours, origin: 0, rows, now };
      const fresh = await commitBatch(core.sql, batch);
      return fresh.map((isNew) => (isNew ? "new" : "known"));
    },
  };
}
