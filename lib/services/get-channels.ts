import { listCalls, listLastCalls, type CallSummary, type ListedCall } from "@/db/queries/calls";
import { listChannels, type ListedChannel } from "@/db/queries/channels";
import { listClientNames } from "@/db/queries/clients";
import type { Db } from "@/db/client";
import { type CallKind, offWords, type OffReason } from "@/lib/domain/channel";
import { AppError } from "@/lib/errors";
import type { CallJson, ChannelJson, ChannelPageJson, ChannelsJson } from "@/lib/wire/channel";
import { openSettings } from "./channel-settings";
import type { Core } from "./core";
import { getZone } from "./get-portfolio";

const mostCalls = 100;

/** Channels belong to the whole workspace: callers are checked to see all of it. */
export async function getChannels(
  core: Core,
  workspaceId: string,
  now: Date,
): Promise<ChannelsJson> {
  const [rows, last, clients, zone] = await Promise.all([
    listChannels(core.db, workspaceId),
    listLastCalls(core.db, workspaceId),
    listClientNames(core.db, workspaceId),
    getZone(core, workspaceId),
  ]);
  const lastOf = new Map(last.map((call) => [call.channelId, call]));
  const channels = rows.map((row) => toChannelJson(core, row, lastOf.get(row.channel.id), now));
  return { channels, clients, zone };
}

export async function getChannel(
  core: Core,
  workspaceId: string,
  id: string,
  now: Date,
): Promise<ChannelJson> {
  const { channels } = await getChannels(core, workspaceId, now);
  const channel = channels.find((one) => one.id === id);
  if (!channel) throw new AppError("not_found", "There is no such channel.");
  return channel;
}

/** With its log. */
export async function getChannelPage(
  core: Core,
  workspaceId: string,
  id: string,
  now: Date,
): Promise<ChannelPageJson> {
  const channel = await getChannel(core, workspaceId, id, now);
  const [calls, zone] = await Promise.all([
    listCalls(core.db, workspaceId, channel.id, mostCalls),
    getZone(core, workspaceId),
  ]);
  return { ...channel, zone, calls: calls.map(toCallJson) };
}

export async function requireClient(
  db: Db,
  workspaceId: string,
  clientId: string | null | undefined,
): Promise<void> {
  if (!clientId) return;
  const clients = await listClientNames(db, workspaceId);
  if (clients.some(({ id }) => id === clientId)) return;
  throw new AppError("bad_request", "This is no client of yours.", { field: "clientId" });
}

function toChannelJson(
  core: Core,
  { channel, client }: ListedChannel,
  last: CallSummary | undefined,
  now: Date,
): ChannelJson {
  const { secrets } = openSettings(core.vault, channel);
  const until = secrets.find((one) => (one.until ?? 0) > now.getTime())?.until;
  return {
    id: channel.id,
    kind: channel.kind,
    name: channel.name,
    host: channel.host,
    fromSeverity: channel.fromSeverity,
    client: channel.clientId === null ? null : { id: channel.clientId, name: client ?? "" },
    state: channel.state,
    off: channel.disabledBecause === null ? null : offWords[channel.disabledBecause as OffReason],
    failingSince: channel.failingSince?.toISOString() ?? null,
    twoSecretsUntil: until === undefined ? null : new Date(until).toISOString(),
    createdAt: channel.createdAt.toISOString(),
    last: last ? toLast(last) : null,
  };
}

function toLast({ state, lastError, sentAt, createdAt }: CallSummary) {
  return {
    at: (sentAt ?? createdAt).toISOString(),
    ok: state === "sent",
    problem: lastError,
  };
}

function toCallJson(call: ListedCall): CallJson {
  const queued = call.state === "queued";
  return {
    id: call.id,
    kind: call.kind as CallKind,
    title: call.title,
    alertId: call.alertId,
    state: call.state,
    attempts: call.attempts,
    status: call.lastStatus,
    tookMs: call.tookMs,
    problem: call.lastError,
    createdAt: call.createdAt.toISOString(),
    sentAt: call.sentAt?.toISOString() ?? null,
    nextAt: (queued && call.nextAt?.toISOString()) || null,
  };
}
