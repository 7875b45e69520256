import { queryOptions } from "@tanstack/react-query";
import { allCampaignsJson, campaignPageJson, type PeriodQuery } from "@/lib/wire/campaign";
import { listPageJson, listsJson } from "@/lib/wire/list";
import { fetchJson, sendJson } from "./fetch-json";

export const allCampaignsQuery = (query: PeriodQuery) =>
  queryOptions({
    queryKey: ["campaigns", query],
    queryFn: ({ signal }) =>
      fetchJson(`/api/v1/campaigns?${periodText(query)}`, allCampaignsJson, signal),
    refetchInterval: 30_000,
  });

export const campaignQuery = (id: string) =>
  queryOptions({
    queryKey: ["campaigns", id],
    queryFn: ({ signal }) => fetchJson(`/api/v1/campaigns/${id}`, campaignPageJson, signal),
    refetchInterval: 30_000,
  });

export const listsQuery = (query: PeriodQuery) =>
  queryOptions({
    queryKey: ["lists", query],
    queryFn: ({ signal }) => fetchJson(`/api/v1/lists?${periodText(query)}`, listsJson, signal),
    refetchInterval: 60_000,
  });

export const listQuery = (id: string, query: PeriodQuery) =>
  queryOptions({
    queryKey: ["lists", id, query],
    queryFn: ({ signal }) =>
      fetchJson(`/api/v1/lists/${id}?${periodText(query)}`, listPageJson, signal),
    refetchInterval: 60_000,
  });

export const nameCampaign = (id: string, name: string) =>
  sendJson("PUT", `/api/v1/campaigns/${id}/name`, campaignPageJson, { name });
export const unnameCampaign = (id: string) =>
  sendJson("DELETE", `/api/v1/campaigns/${id}/name`, campaignPageJson);

/** What is asked for, as an address says it. */
export function periodText({ days, client, number }: PeriodQuery): string {
  const text = new URLSearchParams({ days: String(days) });
  if (client !== undefined) text.set("client", client);
  if (number !== undefined) text.set("number", number);
  return text.toString();
}
