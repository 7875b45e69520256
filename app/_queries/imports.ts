import { queryOptions } from "@tanstack/react-query";
import type { ImportPlan } from "@/lib/domain/import/plan";
import { importJson, importPreviewJson, importsJson, refusalsJson } from "@/lib/wire/import";
import { fetchJson, readJson, sendJson } from "./fetch-json";

export const importsQuery = () =>
  queryOptions({
    queryKey: ["imports"],
    queryFn: ({ signal }) => fetchJson("/api/v1/imports", importsJson, signal),
    // Figures of a running import move every two seconds.
    refetchInterval: ({ state }) =>
      state.data?.imports.some(({ state: one }) => one === "running" || one === "undoing") === true
        ? 2_000
        : 30_000,
  });

/** The head of a file, cut to whole rows, as it would be counted. */
export const previewQuery = (file: string, plan: ImportPlan, head: string) =>
  queryOptions({
    queryKey: ["imports", "preview", file, plan],
    queryFn: async ({ signal }) => {
      const address = `/api/v1/imports/preview?${queryOf(file, { ...plan, encoding: "utf-8" })}`;
      const body = new Blob([head], { type: "text/plain" });
      return readJson(await fetch(address, { method: "POST", body, signal }), importPreviewJson);
    },
    refetchInterval: false,
    placeholderData: (before) => before,
  });

export const undoImport = (id: string) =>
  sendJson("POST", `/api/v1/imports/${id}/undo`, importJson);

export const fetchRefusals = (id: string) =>
  fetchJson(`/api/v1/imports/${id}/refused`, refusalsJson);

/** With a picture of how much has left the browser, which `fetch` cannot give. */
export function uploadFile(
  file: File,
  plan: ImportPlan,
  signal: AbortSignal,
  progress: (share: number) => void,
) {
  const request = new XMLHttpRequest();
  const sent = new Promise<Response>((resolve, reject) => {
    request.upload.addEventListener("progress", ({ loaded, total }) => progress(loaded / total));
    request.addEventListener("load", () =>
      resolve(new Response(request.responseText, { status: request.status })),
    );
    for (const end of ["error", "abort"] as const) {
      request.addEventListener(end, () => reject(new Error(endings[end])));
    }
  });
  signal.addEventListener("abort", () => request.abort());
  request.open("POST", `/api/v1/imports?${queryOf(file.name, plan)}`);
  request.setRequestHeader("content-type", "application/octet-stream");
  request.send(file);
  return sent.then((response) => readJson(response, importJson));
}

const endings = {
  error: "The connection broke. What was taken in stays and stands below, with undo.",
  abort: "Stopped. What was taken in stays and stands below, with undo.",
};

function queryOf(file: string, plan: ImportPlan): string {
  return new URLSearchParams({ file, plan: JSON.stringify(plan) }).toString();
}
