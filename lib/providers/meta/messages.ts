import type { InboundCountedEvent, InboundFact, PeopleKind } from "@/lib/domain/event";
import { codeOf, isObject, listOf, type JsonObject } from "@/lib/providers/json";
import { recipientOf } from "@/lib/providers/recipient";
import { readAnswer } from "./answers";
import type { Change, Flaw, Yield } from "./change";
import { baseOf, messageIdOf, onlyPart, personIn, sceneOf, type Scene } from "./scene";
import { readStatus } from "./statuses";

/** Reads a change that holds many parts, and numbers each of them. */
export type PartReader = (change: Change, out: Yield) => void;

/** `standby` is the same while Meta's own agent holds the chat: unread, opt-outs would vanish in silence. */
export const readMessages: PartReader = (change, out) => {
  const { statuses, messages, errors } = change.value;
  const scene = sceneOf(change);
  for (const status of listOf(statuses)) readStatus(status, scene, out);
  for (const message of listOf(messages)) readAnswer(message, scene, out);
  for (const error of listOf(errors)) readError(error, scene, out);
  if (statuses === undefined && messages === undefined && errors === undefined) {
    out.begin();
    out.skip(change, { reason: "malformed" });
  }
};

/** An error of the number as a whole, tied to no message. It carries no moment: the arrival stands for it. */
function readError(raw: unknown, scene: Scene, out: Yield) {
  out.begin();
  const code = isObject(raw) ? codeOf(raw["code"]) : undefined;
  const { change, number } = scene;
  if (code === undefined || (!number && change.entryId === undefined)) {
    out.skip(change, { reason: "malformed", at: "errors" }, onlyPart(scene, "errors", raw));
    return;
  }
  const fact: InboundFact = {
    kind: "account_alert",
    at: out.options.now,
    value: "error",
    detail: { code },
  };
  if (number) fact.number = number;
  if (change.entryId !== undefined) fact.account = change.entryId;
  out.keep(fact);
}

const preferences = new Map<unknown, PeopleKind>([
  ["stop", "opted_out"],
  ["resume", "opted_in"],
  ["signup", "opted_in"],
]);

export const readPreferences: PartReader = (change, out) => {
  const scene = sceneOf(change);
  const parts = listOf(change.value["user_preferences"]);
  for (const part of parts) readPreference(part, scene, out);
  if (parts.length > 0) return;
  out.begin();
  out.skip(change, { reason: "malformed", at: "user_preferences" });
};

function readPreference(raw: unknown, scene: Scene, out: Yield) {
  out.begin();
  const skip = (flaw: Flaw) =>
    out.skip(scene.change, flaw, onlyPart(scene, "user_preferences", raw));
  if (!isObject(raw)) return skip({ reason: "malformed", at: "user_preferences" });
  const kind = preferences.get(raw["value"]);
  if (kind === undefined || !isMarketing(raw)) return skip({ reason: "unknown_value" });
  const base = baseOf(scene, "user_preferences", raw["timestamp"]);
  if ("reason" in base) return skip(base);

  const event: InboundCountedEvent = {
    kind,
    ...base,
    at: out.moment(base.at),
    category: "marketing",
  };
  const recipient = personIn(scene, raw["user_id"], raw["wa_id"]);
  if (recipient) event.recipient = recipient;
  out.keep(event);
}

function isMarketing(preference: JsonObject): boolean {
  const category = preference["category"];
  return category === undefined || category === "marketing_messages";
}

/** What was sent by hand from the phone app: volume that no status will ever tell of. */
export const readEchoes: PartReader = (change, out) => {
  const scene = sceneOf(change);
  const parts = listOf(change.value["message_echoes"]);
  for (const part of parts) readEcho(part, scene, out);
  if (parts.length > 0) return;
  out.begin();
  out.skip(change, { reason: "malformed", at: "message_echoes" });
};

function readEcho(raw: unknown, scene: Scene, out: Yield) {
  out.begin();
  const skip = (flaw: Flaw) => out.skip(scene.change, flaw, onlyPart(scene, "message_echoes", raw));
  if (!isObject(raw)) return skip({ reason: "malformed", at: "message_echoes" });
  if (raw["type"] === "edit" || raw["type"] === "revoke") return skip({ reason: "not_scored" });
  const message = messageIdOf(raw["id"]);
  if (message === undefined) return skip({ reason: "malformed", at: "message_echoes.id" });
  const base = baseOf(scene, "message_echoes", raw["timestamp"]);
  if ("reason" in base) return skip(base);

  const event: InboundCountedEvent = { kind: "sent", ...base, at: out.moment(base.at), message };
  const recipient = recipientOf(raw["to_user_id"], raw["to"]);
  if (recipient) event.recipient = recipient;
  out.keep(event);
}
