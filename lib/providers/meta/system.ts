import type { Recipient } from "@/lib/domain/event";
import { objectIn, type JsonObject } from "@/lib/providers/json";
import { recipientOf } from "@/lib/providers/recipient";
import type { Yield } from "./change";
import type { Scene } from "./scene";

/** A person's old and new name in one system message: a no said under the old one binds under the new one. */
const readers: Record<string, (message: JsonObject, system: JsonObject) => Renamed> = {
  user_changed_number: (message, system) => ({
    formerly: recipientOf(undefined, message["from"]),
    recipient: recipientOf(message["from_user_id"], system["wa_id"] ?? system["new_wa_id"]),
  }),
  user_changed_user_id: (message, system) => ({
    formerly: recipientOf(system["previous_user_id"], undefined),
    recipient: recipientOf(system["user_id"] ?? message["from_user_id"], message["from"]),
  }),
};

interface Renamed {
  formerly: Recipient | undefined;
  recipient: Recipient | undefined;
}

/** Reads a system message about who somebody is; false when it is about something else. */
export function readSystem(message: JsonObject, scene: Scene, out: Yield): boolean {
  const system = objectIn(message, "system");
  const type = system?.["type"];
  const read = typeof type === "string" && Object.hasOwn(readers, type) ? readers[type] : undefined;
  if (!system || !read || !scene.number) return false;
  const { formerly, recipient } = read(message, system);
  if (!formerly || !recipient) return false;
  out.tie({ number: scene.number, formerly, recipient });
  return true;
}
