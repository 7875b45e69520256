import { queryOptions } from "@tanstack/react-query";
import { demoJson, movedJson } from "@/lib/wire/demo";
import { fetchJson, sendJson } from "./fetch-json";

/** Asked every second while the ninety days are laid out; afterwards it says nothing new. */
export const demoQuery = () =>
  queryOptions({
    queryKey: ["demo"],
    queryFn: ({ signal }) => fetchJson("/api/v1/demo", demoJson, signal),
    refetchInterval: ({ state }) => (state.data?.state === "building" ? 1000 : false),
  });

export const openDemo = (zone: string) => sendJson("POST", "/api/v1/demo", movedJson, { zone });
export const removeDemo = () => sendJson("DELETE", "/api/v1/demo", movedJson);
