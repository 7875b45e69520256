import { queryOptions } from "@tanstack/react-query";
import {
  createdSourceJson,
  sourcePageJson,
  sourcesJson,
  testEventJson,
  unsubscribedJson,
} from "@/lib/wire/source";
import type { CreateSourceJson, UpdateSourceJson } from "@/lib/wire/source";
import { removedJson } from "@/lib/wire/words";
import { fetchJson, sendJson } from "./fetch-json";

export const sourcesQuery = () =>
  queryOptions({
    queryKey: ["sources"],
    queryFn: ({ signal }) => fetchJson("/api/v1/sources", sourcesJson, signal),
  });

/** Polled faster than the rest: somebody is waiting for the first event. */
export const sourceQuery = (id: string) =>
  queryOptions({
    queryKey: ["sources", id],
    queryFn: ({ signal }) => fetchJson(`/api/v1/sources/${id}`, sourcePageJson, signal),
    refetchInterval: 3_000,
  });

export const createSource = (source: CreateSourceJson) =>
  sendJson("POST", "/api/v1/sources", createdSourceJson, source);
export const sendTestEvent = (id: string) =>
  sendJson("POST", `/api/v1/sources/${id}/test`, testEventJson);

export const updateSource = (id: string, change: UpdateSourceJson) =>
  sendJson("PATCH", `/api/v1/sources/${id}`, sourcePageJson, change);
export const unsubscribeSource = (id: string) =>
  sendJson("POST", `/api/v1/sources/${id}/unsubscribe`, unsubscribedJson);
export const deleteSource = (id: string) =>
  sendJson("DELETE", `/api/v1/sources/${id}`, removedJson);
