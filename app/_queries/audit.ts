import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { auditJson, type AuditQuery } from "@/lib/wire/audit";
import { fetchJson } from "./fetch-json";

export const auditQuery = (query: AuditQuery) =>
  queryOptions({
    queryKey: ["audit", query],
    queryFn: ({ signal }) => fetchJson(`/api/v1/audit?${auditSearch(query)}`, auditJson, signal),
    placeholderData: keepPreviousData,
  });

/** What stands in the address of the page, of the API and of the file alike. */
export function auditSearch(query: AuditQuery): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  return new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString();
}
