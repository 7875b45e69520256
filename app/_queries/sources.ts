import { queryOptions } from "@tanstack/react-query";
import { createdSourceJson, sourcePageJson, sourcesJson, testEventJson } from "@/lib/wire/source";
import type { CreateSourceJson } from "@/lib/wire/source";
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
