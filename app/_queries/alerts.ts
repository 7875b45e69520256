import { queryOptions } from "@tanstack/react-query";
import { z } from "@/lib/wire/zod";
import { alertJson, alertPageJson, alertsJson } from "@/lib/wire/alert";
import { fetchJson, sendJson } from "./fetch-json";

export const alertsQuery = () =>
  queryOptions({
    queryKey: ["alerts"],
    queryFn: ({ signal }) => fetchJson("/api/v1/alerts", alertsJson, signal),
  });

export const alertQuery = (id: string) =>
  queryOptions({
    queryKey: ["alerts", id],
    queryFn: ({ signal }) => fetchJson(`/api/v1/alerts/${id}`, alertPageJson, signal),
  });

export const acknowledgeAlert = (id: string) =>
  sendJson("POST", `/api/v1/alerts/${id}/acknowledge`, alertJson);
export const resolveAlert = (id: string) =>
  sendJson("POST", `/api/v1/alerts/${id}/resolve`, alertJson);
export const expectAlert = (id: string, text: string) =>
  sendJson("POST", `/api/v1/alerts/${id}/expect`, alertJson, { text });
export const muteAlert = (id: string, days: 1 | 7) =>
  sendJson("POST", `/api/v1/alerts/${id}/mute`, z.unknown(), { days });
