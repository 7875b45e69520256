import type { Category, InboundCountedEvent, TrafficKind } from "@/lib/domain/event";
import { codeOf, isObject, listOf, objectIn, type JsonObject } from "@/lib/providers/json";
import { labelsOf } from "@/lib/providers/labels";
import type { Flaw, Yield } from "./change";
import { baseOf, messageIdOf, onlyPart, personIn, type Scene } from "./scene";

const kinds = new Map<unknown, TrafficKind>([
  ["sent", "sent"],
  ["delivered", "delivered"],
  ["read", "read"],
  // A voice message that was listened to: it was seen, and `read` may never come.
  ["played", "read"],
  ["failed", "failed"],
]);
const withoutMeaning = new Set<unknown>(["deleted", "warning"]);

const categoryWords = new Map<unknown, Category>([
  ["marketing", "marketing"],
  ["marketing_lite", "marketing"],
  ["utility", "utility"],
  ["authentication", "authentication"],
  ["authentication_international", "authentication"],
  ["service", "service"],
  ["referral_conversion", "service"],
  ["user_initiated", "service"],
]);
/** Before 2023 the origin told who began, not what kind of message it was. */
const oldOrigins = new Set<unknown>(["business_initiated"]);

/** The hot path: hand-written checks, one pass, no copies. */
export function readStatus(raw: unknown, scene: Scene, out: Yield) {
  out.begin();
  const skip = (flaw: Flaw) => out.skip(scene.change, flaw, onlyPart(scene, "statuses", raw));
  if (!isObject(raw)) return skip({ reason: "malformed", at: "statuses" });
  const kind = kinds.get(raw["status"]);
  if (kind === undefined) return skip({ reason: unreadStatus(raw), at: "statuses.status" });
  const message = messageIdOf(raw["id"]);
  if (message === undefined) return skip({ reason: "malformed", at: "statuses.id" });
  const base = baseOf(scene, "statuses", raw["timestamp"]);
  if ("reason" in base) return skip(base);

  const event: InboundCountedEvent = { kind, ...base, at: out.moment(base.at), message };
  addPerson(event, raw, scene);
  addLabels(event, raw);
  if (kind === "failed") addCode(event, raw);
  if (!addCategory(event, raw)) skip({ reason: "unknown_value", at: "statuses.category" });
  out.keep(event);
}

function unreadStatus(status: JsonObject) {
  if (withoutMeaning.has(status["status"])) return "not_scored" as const;
  return typeof status["status"] === "string" ? "unknown_value" : "malformed";
}

function addPerson(event: InboundCountedEvent, status: JsonObject, scene: Scene) {
  const recipient =
    status["recipient_type"] === "group"
      ? personIn(
          { ...scene, contacts: [] },
          status["recipient_participant_user_id"],
          status["recipient_participant_id"],
        )
      : personIn(scene, status["recipient_user_id"], status["recipient_id"]);
  if (recipient) event.recipient = recipient;
}

function addLabels(event: InboundCountedEvent, status: JsonObject) {
  const raw = status["biz_opaque_callback_data"];
  if (raw === undefined) return;
  Object.assign(event, labelsOf(raw, event.recipient?.phone?.slice(1)));
}

function addCode(event: InboundCountedEvent, status: JsonObject) {
  for (const error of listOf(status["errors"])) {
    const code = isObject(error) ? codeOf(error["code"]) : undefined;
    if (code === undefined) continue;
    event.code = code;
    return;
  }
}

/** False when the category is a word we do not know: the event counts all the same, without one. */
function addCategory(event: InboundCountedEvent, status: JsonObject): boolean {
  const conversation = objectIn(status, "conversation");
  const origin = conversation && objectIn(conversation, "origin");
  const word = objectIn(status, "pricing")?.["category"] ?? origin?.["type"];
  if (word === undefined || oldOrigins.has(word)) return true;
  const category = categoryWords.get(word);
  if (category === undefined) return false;
  event.category = category;
  return true;
}
