import { AppError } from "@/lib/errors";
import { isObject } from "@/lib/providers/json";
import type {
  Credentials,
  Delivery,
  Provider,
  ReadOptions,
  Reading,
} from "@/lib/providers/provider";
import { isSameSecret, isSignedBy } from "@/lib/providers/signature";
import { readEnvelope } from "./envelope";

export const meta: Provider = {
  name: "meta",

  /** Meta signs the bytes it sends, with no moment and no nonce: only de-duplication protects against a replay. */
  verify({ body, headers }: Delivery, { secrets }: Credentials): boolean {
    const match = /^sha256=([0-9a-f]{64})$/i.exec(headers["x-hub-signature-256"] ?? "");
    if (!match) return false;
    const claimed = Buffer.from(match[1] ?? "", "hex");
    return secrets.some((secret) => secret !== "" && isSignedBy(secret, body, claimed));
  },

  handshake(query: URLSearchParams, { verifyToken }: Credentials): string | undefined {
    const challenge = query.get("hub.challenge");
    const isAsked = query.get("hub.mode") === "subscribe" && challenge !== null;
    if (!isAsked || !verifyToken || !/^[\w.-]{1,256}$/.test(challenge)) return undefined;
    return isSameSecret(query.get("hub.verify_token") ?? "", verifyToken) ? challenge : undefined;
  },

  parse(body: unknown, options: ReadOptions): Reading {
    if (!isObject(body) || body["object"] !== "whatsapp_business_account") {
      throw new AppError("bad_request", "This is not a WhatsApp delivery of Meta's.", {
        field: "object",
      });
    }
    if (!Array.isArray(body["entry"])) {
      throw new AppError("bad_request", "The delivery has no list of entries.", { field: "entry" });
    }
    return readEnvelope(body["entry"], options);
  },
};
