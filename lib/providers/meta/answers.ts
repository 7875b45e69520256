import type { InboundCountedEvent } from "@/lib/domain/event";
import { isStopButton, matchOptOut } from "@/lib/domain/opt-out";
import { isObject, objectIn, type JsonObject } from "@/lib/providers/json";
import type { Flaw, Yield } from "./change";
import { baseOf, messageIdOf, onlyPart, personIn, type Scene } from "./scene";
import { readSystem } from "./system";

/** Not something a person said to the business: changes of number or identity, corrections and withdrawals. */
const notAnswers = new Set<unknown>(["system", "edit", "revoke"]);

/** What a person wrote is looked at here, in memory, and goes no further: only that they answered, or asked to stop. */
export function readAnswer(raw: unknown, scene: Scene, out: Yield) {
  out.begin();
  const skip = (flaw: Flaw) => out.skip(scene.change, flaw, onlyPart(scene, "messages", raw));
  if (!isObject(raw)) return skip({ reason: "malformed", at: "messages" });
  if (raw["type"] === "system" && readSystem(raw, scene, out)) return;
  if (notAnswers.has(raw["type"])) return skip({ reason: "not_scored", at: "messages.type" });
  const message = messageIdOf(raw["id"]);
  if (message === undefined) return skip({ reason: "malformed", at: "messages.id" });
  const base = baseOf(scene, "messages", raw["timestamp"]);
  if ("reason" in base) return skip(base);

  const event: InboundCountedEvent = { kind: "replied", ...base, at: out.moment(base.at), message };
  const recipient = personIn(scene, raw["from_user_id"], raw["from"]);
  if (recipient) event.recipient = recipient;
  const answers = answeredBy(raw);
  if (answers !== undefined) event.answers = answers;
  out.keep(event);
  if (out.options.readsAnswers) keepOptOut(event, raw, out);
}

function keepOptOut(replied: InboundCountedEvent, message: JsonObject, out: Yield) {
  const wish = wishIn(message);
  if (wish === undefined) return;
  const optedOut: InboundCountedEvent = { ...replied, kind: "opted_out" };
  if (wish === "ambiguous") optedOut.ambiguous = true;
  out.keep(optedOut);
}

function answeredBy(message: JsonObject): string | undefined {
  const context = objectIn(message, "context");
  return messageIdOf(context?.["id"] ?? objectIn(message, "reaction")?.["message_id"]);
}

function wishIn(message: JsonObject): "opt_out" | "ambiguous" | undefined {
  const body = objectIn(message, "text")?.["body"];
  if (typeof body === "string") return matchOptOut(body);
  return buttonWords(message).some(isStopButton) ? "opt_out" : undefined;
}

/** Label and payload of the button or list row that was tapped: either may be named like a stop. */
function buttonWords(message: JsonObject): string[] {
  const button = objectIn(message, "button");
  const interactive = objectIn(message, "interactive");
  const tapped =
    interactive && (objectIn(interactive, "button_reply") ?? objectIn(interactive, "list_reply"));
  const words = [button?.["text"], button?.["payload"], tapped?.["title"], tapped?.["id"]];
  return words.filter((word) => typeof word === "string");
}
