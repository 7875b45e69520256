import { queryOptions } from "@tanstack/react-query";
import {
  apiKeyJson,
  apiKeysJson,
  createdApiKeyJson,
  personJson,
  settingsJson,
  testMailJson,
} from "@/lib/wire/settings";
import type { UpdateSettingsJson } from "@/lib/wire/settings";
import { fetchJson, sendJson } from "./fetch-json";

export const settingsQuery = () =>
  queryOptions({
    queryKey: ["settings"],
    queryFn: ({ signal }) => fetchJson("/api/v1/settings", settingsJson, signal),
    refetchInterval: 60_000,
  });

export const apiKeysQuery = () =>
  queryOptions({
    queryKey: ["api-keys"],
    queryFn: ({ signal }) => fetchJson("/api/v1/api-keys", apiKeysJson, signal),
    refetchInterval: 60_000,
  });

export const updateSettings = (change: UpdateSettingsJson) =>
  sendJson("PATCH", "/api/v1/settings", settingsJson, change);
export const updatePerson = (id: string, receivesMails: boolean) =>
  sendJson("PATCH", `/api/v1/people/${id}`, personJson, { receivesMails });
export const sendTestMail = () => sendJson("POST", "/api/v1/settings/test-mail", testMailJson);
export const createApiKey = (name: string, scope: "read" | "write") =>
  sendJson("POST", "/api/v1/api-keys", createdApiKeyJson, { name, scope });
export const revokeApiKey = (id: string) =>
  sendJson("DELETE", `/api/v1/api-keys/${id}`, apiKeyJson);
