import { ownEventJson } from "@/lib/wire/event";
import {
  importJson,
  importPreviewJson,
  importQueryJson,
  importsJson,
  refusalsJson,
} from "@/lib/wire/import";
import {
  createdSourceJson,
  createSourceJson,
  sourcePageJson,
  sourcesJson,
  testEventJson,
  unsubscribedJson,
  updateSourceJson,
} from "@/lib/wire/source";
import { removedJson } from "@/lib/wire/words";
import { z } from "@/lib/wire/zod";
import { topic } from "./operation";

const events = topic("Events");
const sources = topic("Sources");
const files = topic("Files");
const csv = { mediaType: "text/csv" };

/** Accepted and duplicate ones are committed. Skipped ones say which field was wrong and why. */
export const receiptJson = z.object({
  accepted: z.number().int(),
  duplicates: z.number().int(),
  skipped: z.array(
    z.object({
      index: z.number().int(),
      field: z.string(),
      reason: z.string(),
      mend: z.string().optional(),
    }),
  ),
});

export const ofIngest = [
  events.post("sendEvents", "/events", "Up to 1,000 events; answered when they are committed", {
    who: "write",
    body: z.union([ownEventJson, z.array(ownEventJson).min(1).max(1000)]),
    answer: receiptJson,
  }),
  sources.get("listSources", "/sources", "Connections to providers", {
    who: "read",
    answer: sourcesJson,
  }),
  sources.post("createSource", "/sources", "Connect a provider; secrets are never shown again", {
    who: "write",
    body: createSourceJson,
    status: 201,
    answer: createdSourceJson,
  }),
  sources.get("getSource", "/sources/{id}", "One source with its last deliveries", {
    who: "read",
    answer: sourcePageJson,
  }),
  sources.patch("updateSource", "/sources/{id}", "Rename, switch, disable, new secrets", {
    who: "write",
    body: updateSourceJson,
    answer: sourcePageJson,
  }),
  sources.remove("removeSource", "/sources/{id}", "Delete a source; what it told stays", {
    who: "write",
    answer: removedJson,
  }),
  sources.post("unsubscribeSource", "/sources/{id}/unsubscribe", "End it at WhatsApp, too", {
    who: "write",
    answer: unsubscribedJson,
  }),
  sources.get("listDeliveriesFile", "/sources/{id}/csv", "The last deliveries as a file", {
    who: "read",
    answer: csv,
  }),
  sources.post("testSource", "/sources/{id}/test", "A signed test event to our own door", {
    who: "write",
    answer: testEventJson,
  }),
  files.get("listImports", "/imports", "Files that were loaded, newest first", {
    who: "read",
    answer: importsJson,
  }),
  files.post("importFile", "/imports", "Load history; the body is the file", {
    who: "write",
    query: importQueryJson,
    body: { mediaTypes: ["text/csv", "application/x-ndjson", "application/octet-stream"] },
    status: 201,
    answer: importJson,
  }),
  files.post("previewFile", "/imports/preview", "How the first lines would be counted", {
    who: "write",
    query: importQueryJson,
    body: { mediaTypes: ["text/csv", "application/x-ndjson", "application/octet-stream"] },
    answer: importPreviewJson,
  }),
  files.get("getImport", "/imports/{id}", "One import and how far it is", {
    who: "read",
    answer: importJson,
  }),
  files.get("listRefusals", "/imports/{id}/refused", "Lines that were not taken, and why", {
    who: "read",
    answer: refusalsJson,
  }),
  files.post("undoImport", "/imports/{id}/undo", "Take everything back that a file brought", {
    who: "write",
    answer: importJson,
  }),
];
