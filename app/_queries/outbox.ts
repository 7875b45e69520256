import { queryOptions } from "@tanstack/react-query";
import { mailPageJson, outboxJson } from "@/lib/wire/outbox";
import { fetchJson } from "./fetch-json";

export const outboxQuery = () =>
  queryOptions({
    queryKey: ["outbox"],
    queryFn: ({ signal }) => fetchJson("/api/v1/outbox", outboxJson, signal),
  });

export const mailQuery = (id: string) =>
  queryOptions({
    queryKey: ["outbox", id],
    queryFn: ({ signal }) => fetchJson(`/api/v1/outbox/${id}`, mailPageJson, signal),
  });
