import {
  eraseClientJson,
  erasedPersonJson,
  erasePersonJson,
  eraseWorkspaceJson,
  erasureOrderedJson,
  exportQueryJson,
} from "@/lib/wire/erasure";
import { retentionJson, retentionPreviewJson, updateRetentionJson } from "@/lib/wire/retention";
import { topic } from "./operation";

const privacy = topic("Privacy");

export const ofPrivacy = [
  privacy.get("getRetention", "/settings/retention", "How long what is kept", {
    who: "read",
    answer: retentionJson,
  }),
  privacy.patch("updateRetention", "/settings/retention", "Keep something longer or shorter", {
    who: "admin",
    body: updateRetentionJson,
    answer: retentionJson,
  }),
  privacy.post("previewRetention", "/settings/retention/preview", "What a change would delete", {
    who: "admin",
    body: updateRetentionJson,
    answer: retentionPreviewJson,
  }),
  privacy.post("erasePerson", "/erasures/person", "Erase a person by phone number", {
    who: "admin",
    body: erasePersonJson,
    answer: erasedPersonJson,
  }),
  privacy.post("eraseClient", "/erasures/client", "Erase a client with everything of it", {
    who: "admin",
    body: eraseClientJson,
    status: 202,
    answer: erasureOrderedJson,
  }),
  privacy.post("eraseWorkspace", "/erasures/workspace", "Erase the workspace", {
    who: "admin",
    body: eraseWorkspaceJson,
    status: 202,
    answer: erasureOrderedJson,
  }),
  privacy.post("exportWorkspace", "/exports", "Everything the workspace or a client owns", {
    who: "admin",
    query: exportQueryJson,
    answer: { mediaType: "application/zip" },
  }),
  privacy.get("listSaidNoFile", "/said-no", "Who said no, as codes only", {
    who: "admin",
    answer: { mediaType: "text/csv" },
  }),
];
