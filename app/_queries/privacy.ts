import { queryOptions } from "@tanstack/react-query";
import { erasedPersonJson, erasureOrderedJson } from "@/lib/wire/erasure";
import { retentionJson, retentionPreviewJson, type UpdateRetention } from "@/lib/wire/retention";
import { fetchJson, sendJson } from "./fetch-json";

export const retentionQuery = () =>
  queryOptions({
    queryKey: ["retention"],
    queryFn: ({ signal }) => fetchJson("/api/v1/settings/retention", retentionJson, signal),
  });

export const previewRetention = (wanted: UpdateRetention) =>
  sendJson("POST", "/api/v1/settings/retention/preview", retentionPreviewJson, wanted);
export const updateRetention = (wanted: UpdateRetention) =>
  sendJson("PATCH", "/api/v1/settings/retention", retentionJson, wanted);
export const erasePerson = (phone: string) =>
  sendJson("POST", "/api/v1/erasures/person", erasedPersonJson, { phone });
export const eraseClient = (clientId: string, name: string) =>
  sendJson("POST", "/api/v1/erasures/client", erasureOrderedJson, { clientId, name });
export const eraseWorkspace = (name: string) =>
  sendJson("POST", "/api/v1/erasures/workspace", erasureOrderedJson, { name });
