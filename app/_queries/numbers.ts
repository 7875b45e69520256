import { queryOptions } from "@tanstack/react-query";
import { accountPageJson, accountsJson } from "@/lib/wire/account";
import type { EnterRatingJson } from "@/lib/wire/rating";
import { seeingJson } from "@/lib/wire/seeing";
import { campaignsJson } from "@/lib/wire/campaign";
import { numberPageJson, numbersJson } from "@/lib/wire/number";
import { timelineJson } from "@/lib/wire/timeline";
import { trendJson } from "@/lib/wire/trend";
import { fetchJson, sendJson } from "./fetch-json";

export const numbersQuery = () =>
  queryOptions({
    queryKey: ["numbers"],
    queryFn: ({ signal }) => fetchJson("/api/v1/numbers", numbersJson, signal),
  });

export const numberQuery = (id: string) =>
  queryOptions({
    queryKey: ["numbers", id],
    queryFn: ({ signal }) =>
      fetchJson(`/api/v1/numbers/${encodeURIComponent(id)}`, numberPageJson, signal),
  });

export const trendSpans = [7, 30, 90] as const;
export type TrendSpan = (typeof trendSpans)[number];

/** The last so many days; hours for a week, days beyond, so that a line never has more than 200 points. */
export const trendQuery = (id: string, span: TrendSpan) =>
  queryOptions({
    queryKey: ["numbers", id, "trend", span],
    queryFn: ({ signal }) => fetchJson(trendAddress(id, span, new Date()), trendJson, signal),
    refetchInterval: span === 7 ? 10_000 : 60_000,
  });

export const campaignsQuery = (id: string) =>
  queryOptions({
    queryKey: ["numbers", id, "campaigns"],
    queryFn: ({ signal }) =>
      fetchJson(`/api/v1/numbers/${encodeURIComponent(id)}/campaigns`, campaignsJson, signal),
    refetchInterval: 30_000,
  });

export const timelineQuery = (id: string) =>
  queryOptions({
    queryKey: ["numbers", id, "timeline"],
    queryFn: ({ signal }) =>
      fetchJson(`/api/v1/numbers/${encodeURIComponent(id)}/timeline`, timelineJson, signal),
    refetchInterval: 30_000,
  });

/** The same as a file. */
export function trendFileAddress(id: string, span: TrendSpan, now: Date): string {
  return trendAddress(id, span, now).replace("/trend?", "/trend/csv?");
}

function trendAddress(id: string, span: TrendSpan, now: Date): string {
  const from = new Date(now.getTime() - span * 86_400_000);
  const query = new URLSearchParams({
    from: from.toISOString(),
    to: now.toISOString(),
    step: span === 7 ? "1h" : "1d",
  });
  return `/api/v1/numbers/${encodeURIComponent(id)}/trend?${query}`;
}

export const seeingQuery = () =>
  queryOptions({
    queryKey: ["numbers", "seeing"],
    queryFn: ({ signal }) => fetchJson("/api/v1/seeing", seeingJson, signal),
  });

export const accountsQuery = () =>
  queryOptions({
    queryKey: ["numbers", "accounts"],
    queryFn: ({ signal }) => fetchJson("/api/v1/accounts", accountsJson, signal),
  });

export const accountQuery = (id: string) =>
  queryOptions({
    queryKey: ["numbers", "account", id],
    queryFn: ({ signal }) =>
      fetchJson(`/api/v1/accounts/${encodeURIComponent(id)}`, accountPageJson, signal),
  });

export const enterRating = (id: string, rating: EnterRatingJson) =>
  sendJson("POST", `/api/v1/numbers/${encodeURIComponent(id)}/rating`, numberPageJson, rating);
