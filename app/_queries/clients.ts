import { queryOptions } from "@tanstack/react-query";
import { accountNameJson } from "@/lib/wire/account";
import { assignedJson, clientJson, clientsJson } from "@/lib/wire/client";
import { numberPageJson, type UpdateNumberJson } from "@/lib/wire/number";
import { removedJson } from "@/lib/wire/words";
import { fetchJson, sendJson } from "./fetch-json";

export const clientsQuery = () =>
  queryOptions({
    queryKey: ["clients"],
    queryFn: ({ signal }) => fetchJson("/api/v1/clients", clientsJson, signal),
    refetchInterval: 60_000,
  });

export const createClient = (name: string) =>
  sendJson("POST", "/api/v1/clients", clientJson, { name });
export const renameClient = (id: string, name: string) =>
  sendJson("PATCH", `/api/v1/clients/${id}`, clientJson, { name });
export const removeClient = (id: string) =>
  sendJson("DELETE", `/api/v1/clients/${id}`, removedJson);
export const assignNumbers = (numbers: readonly string[], clientId: string | null) =>
  sendJson("POST", "/api/v1/clients/assignments", assignedJson, { numbers, clientId });
export const updateNumber = (id: string, change: UpdateNumberJson) =>
  sendJson("PATCH", `/api/v1/numbers/${encodeURIComponent(id)}`, numberPageJson, change);
export const nameAccount = (account: string, name: string | null) =>
  sendJson("PATCH", `/api/v1/accounts/${encodeURIComponent(account)}`, accountNameJson, { name });
