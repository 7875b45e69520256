import { queryOptions } from "@tanstack/react-query";
import {
  channelJson,
  channelPageJson,
  channelsJson,
  createdChannelJson,
  newSecretJson,
} from "@/lib/wire/channel";
import type { CreateChannelJson, UpdateChannelJson } from "@/lib/wire/channel";
import { removedJson } from "@/lib/wire/words";
import { fetchJson, sendJson } from "./fetch-json";

export const channelsQuery = () =>
  queryOptions({
    queryKey: ["channels"],
    queryFn: ({ signal }) => fetchJson("/api/v1/channels", channelsJson, signal),
  });

/** Polled faster than the rest: somebody is waiting for a test to arrive. */
export const channelQuery = (id: string) =>
  queryOptions({
    queryKey: ["channels", id],
    queryFn: ({ signal }) => fetchJson(`/api/v1/channels/${id}`, channelPageJson, signal),
    refetchInterval: 3_000,
  });

export const createChannel = (channel: CreateChannelJson) =>
  sendJson("POST", "/api/v1/channels", createdChannelJson, channel);
export const updateChannel = (id: string, change: UpdateChannelJson) =>
  sendJson("PATCH", `/api/v1/channels/${id}`, channelJson, change);
export const removeChannel = (id: string) =>
  sendJson("DELETE", `/api/v1/channels/${id}`, removedJson);
export const testChannel = (id: string) =>
  sendJson("POST", `/api/v1/channels/${id}/test`, channelPageJson);
export const renewSecret = (id: string) =>
  sendJson("POST", `/api/v1/channels/${id}/secret`, newSecretJson);
export const resendCall = (id: string, callId: string) =>
  sendJson("POST", `/api/v1/channels/${id}/calls/${callId}/resend`, channelPageJson);
