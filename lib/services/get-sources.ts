import { listDeliveries, type DeliveryRow } from "@/db/queries/deliveries";
import { countSourceNumbers } from "@/db/queries/source-pages";
import { findSource, listSources, type SourceRow } from "@/db/queries/sources";
import { connectionOf, pollWords, verdictWords } from "@/lib/domain/connection";
import { whyNotPublic } from "@/lib/domain/public-address";
import type { Reach } from "@/lib/domain/reach";
import { AppError } from "@/lib/errors";
import type { z } from "zod";
import {
  type deliveryJson,
  sourceProviderJson,
  type SourceJson,
  type SourcePageJson,
  type SourcesJson,
} from "@/lib/wire/source";
import type { Core } from "./core";
import { readVerifyToken, webhookUrl } from "./create-source";
import { getZone } from "./get-portfolio";

const mostDeliveries = 50;

/** Sources belong to the whole workspace: who is limited sees none. */
export async function getSources(core: Core, reach: Reach, now: Date): Promise<SourcesJson> {
  const { workspaceId, clients } = reach;
  const [zone, rows, numbers] = await Promise.all([
    getZone(core, workspaceId),
    clients === null ? listSources(core.db, workspaceId) : [],
    countSourceNumbers(core.db, workspaceId),
  ]);
  const seen = rows.flatMap(({ lastEventAt }) => lastEventAt ?? []);
  return {
    sources: rows.map((row) => toSourceJson(core, row, numbers.get(row.id) ?? 0, zone, now)),
    zone,
    updatedAt:
      seen.toSorted((left, right) => right.getTime() - left.getTime())[0]?.toISOString() ?? null,
  };
}

/** The verify token only for those who may write. */
export async function getSourcePage(
  core: Core,
  { workspaceId, clients }: Reach,
  id: string,
  mayWrite: boolean,
  now: Date,
): Promise<SourcePageJson> {
  const row = clients === null ? await findSource(core.db, workspaceId, id) : undefined;
  if (!row) throw new AppError("not_found", "There is no such source.");
  const [zone, numbers, deliveries] = await Promise.all([
    getZone(core, workspaceId),
    countSourceNumbers(core.db, workspaceId),
    listDeliveries(core.db, workspaceId, id, mostDeliveries),
  ]);
  return {
    ...toSourceJson(core, row, numbers.get(id) ?? 0, zone, now),
    zone,
    verifyToken: mayWrite ? readVerifyToken(core, row) : null,
    deliveries: deliveries.map(toDeliveryJson),
  };
}

function toSourceJson(
  core: Core,
  row: SourceRow,
  numbers: number,
  zone: string,
  now: Date,
): SourceJson {
  const url = webhookUrl(core, row.id);
  const sight = {
    disabled: row.state === "disabled",
    handshakeAt: row.handshakeAt?.getTime() ?? null,
    lastEventAt: row.lastEventAt?.getTime() ?? null,
    lastRefusedAt: row.lastRefusedAt?.getTime() ?? null,
    lastRefusal: row.lastRefusal,
  };
  return {
    id: row.id,
    name: row.name,
    provider: sourceProviderJson.parse(row.provider),
    account: row.account,
    webhookUrl: url,
    connection: connectionOf(sight, zone, now.getTime()),
    notPublic: whyNotPublic(url),
    numbers,
    noticesOnly: row.noticesOnly,
    readsAnswers: row.readsAnswers,
    token: row.tokenState,
    pollError: pollWords(row.pollError),
    polledAt: iso(row.polledAt),
    createdAt: row.createdAt.toISOString(),
    handshakeAt: iso(row.handshakeAt),
    firstEventAt: iso(row.firstEventAt),
    lastEventAt: iso(row.lastEventAt),
    lastRefusedAt: iso(row.lastRefusedAt),
  };
}

function toDeliveryJson(row: DeliveryRow): z.infer<typeof deliveryJson> {
  return {
    at: row.at.toISOString(),
    verdict: verdictWords(row.verdict),
    ok: row.verdict === "ok",
    times: row.times,
    accepted: row.accepted,
    duplicates: row.duplicates,
    skipped: row.skipped.map(({ field, reason }) => `${field}: ${reason.replaceAll("_", " ")}`),
    tookMs: row.tookMs,
    test: row.test,
  };
}

function iso(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
